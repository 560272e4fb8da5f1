import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { ARCHIVE_LIMITS, RATIO_FREE_BYTES } from './limits'
import { SheetRefusal } from './refusal'

/** A zip archive whose directory has been found harmless; nothing of it is inflated yet. */
export type Archive = {
  has(name: string): boolean
  /** The bytes of an entry, counted as they come: headers lie. Nothing for an entry that is not there. */
  read(name: string): AsyncIterable<Buffer>
}

export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await orMalformed(() => fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true }))
  if (zip.entryCount > ARCHIVE_LIMITS.entries) throw new SheetRefusal('bomb')
  const entries = await orMalformed(() => readDirectory(zip))
  for (const name of entries.keys()) {
    if (/vbaProject\.bin$/i.test(name)) throw new SheetRefusal('macros')
  }
  let inflated = 0
  return {
    has: (name) => entries.has(name),
    async *read(name) {
      const entry = entries.get(name)
      if (!entry) return
      const stream = await orMalformed(() => zip.openReadStreamPromise(entry))
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          inflated += chunk.length
          if (inflated > ARCHIVE_LIMITS.bytes) throw new SheetRefusal('bomb')
          yield chunk
        }
      } catch (error) {
        throw error instanceof SheetRefusal ? error : new SheetRefusal('malformed')
      } finally {
        stream.destroy()
      }
    },
  }
}

async function readDirectory(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  let declared = 0
  for await (const entry of zip.eachEntry()) {
    declared += entry.uncompressedSize
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (declared > ARCHIVE_LIMITS.bytes) throw new SheetRefusal('bomb')
    if (entry.uncompressedSize > RATIO_FREE_BYTES && ratio > ARCHIVE_LIMITS.ratio) throw new SheetRefusal('bomb')
    if (entry.isEncrypted()) throw new SheetRefusal('encrypted')
    // Two entries of one name are two files to two readers.
    if (entries.has(entry.fileName)) throw new SheetRefusal('malformed')
    entries.set(entry.fileName, entry)
  }
  return entries
}

async function orMalformed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof SheetRefusal ? error : new SheetRefusal('malformed')
  }
}
