import type { FileToSend } from '@jijiao/shared/http'
import type { TestApi } from './api'

/** The smallest picture, one transparent dot. */
export const png = () =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )

/** A document that a reader opens, blank. */
export const pdf = () => Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

export const aFile = (name: string, bytes: Buffer): FileToSend => ({ name, source: new Blob([new Uint8Array(bytes)]) })

/** A certificate's scan, uploaded and not yet part of anything; answers its id. */
export const uploadScan = async (api: TestApi, token: string): Promise<string> =>
  (await api.as(token).attachments.upload({ file: aFile('证件扫描件.pdf', pdf()) })).id
