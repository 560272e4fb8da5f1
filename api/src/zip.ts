import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'

type ZipText = { readonly path: string; readonly text: string | (() => AsyncIterable<string>) }
/** A file that is packed in itself, such as a picture: it is written as it is. */
export type ZipContent = { readonly path: string; readonly content: Readable; readonly changedAt: Date }

/**
 * An archive as it is written: one entry after the other is asked for and made when its turn comes, and what goes wrong
 * in one ends the whole.
 */
export function zipOf(entries: Iterable<ZipText> | AsyncIterable<ZipText | ZipContent>): Readable {
  const file = new ZipFile()
  const zip = file.outputStream as Readable
  const fail = (error: unknown) => zip.destroy(error instanceof Error ? error : new Error(String(error)))
  file.on('error', fail)
  addAll(file, zip, entries).catch(fail)
  return zip
}

async function addAll(file: ZipFile, zip: Readable, entries: Parameters<typeof zipOf>[0]): Promise<void> {
  for await (const entry of entries) {
    if (zip.destroyed) return
    if ('text' in entry && typeof entry.text === 'string') {
      file.addBuffer(Buffer.from(entry.text), entry.path)
      continue
    }
    const source = 'content' in entry ? entry.content : Readable.from(textsOf(entry))
    const given = 'content' in entry ? { compress: false, mtime: entry.changedAt } : {}
    // Whoever reads the archive may go away.
    const stop = () => source.destroy()
    zip.once('close', stop)
    file.addReadStream(source, entry.path, given)
    await finished(source)
    zip.off('close', stop)
  }
  file.end()
}

const textsOf = ({ text }: ZipText) => (typeof text === 'string' ? [text] : text())
