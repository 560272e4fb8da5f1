import type { Readable } from 'node:stream'

/** Where files are kept, privately: nobody reaches them but through the API. Keys are ours, never a user's. */
export type FileStore = {
  put(key: string, bytes: Buffer, type: string): Promise<void>
  /** The same from a file of this machine, however large: it passes through in pieces. */
  putFile(key: string, path: string, type: string): Promise<void>
  /** `null` when there is no such file. */
  get(key: string): Promise<Readable | null>
  /** Harmless when it is gone already. */
  remove(key: string): Promise<void>
}

export { createDiskStore } from './disk'
export { createS3Store } from './s3'
