import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

type ZipEntry = { readonly path: string; readonly text: string | (() => AsyncIterable<string>) }

/** An archive as it is written: each text is made when its turn comes, and what goes wrong in one ends the whole. */
export function zipOf(entries: Iterable<ZipEntry>): Readable {
  const file = new ZipFile()
  const zip = file.outputStream as Readable
  const fail = (error: unknown) => zip.destroy(error instanceof Error ? error : new Error(String(error)))
  file.on('error', fail)
  for (const { path, text } of entries) {
    if (typeof text === 'string') file.addBuffer(Buffer.from(text), path)
    else file.addReadStreamLazy(path, (done) => done(null, Readable.from(text()).on('error', fail)))
  }
  file.end()
  return zip
}
