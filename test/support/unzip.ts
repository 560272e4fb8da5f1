import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'

/** Every file of a zip, by name. */
export async function unzipBytes(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true })
  const files = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return files
}

/** The text of every file of a zip, by name. */
export async function unzip(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await unzipBytes(bytes))].map(([name, content]) => [name, content.toString('utf8')]))
}
