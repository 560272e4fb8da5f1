import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type ReadPdf = {
  /** Of each page: its text without white space, in the order it was written. */
  readonly pages: readonly string[]
  /** In points. */
  readonly size: { readonly width: number; readonly height: number }
}

/** What a PDF says, as any reader's "select all, copy" finds it. */
export async function readPdf(file: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(file), verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    const text = content.items.map((item) => ('str' in item ? item.str : '')).join('')
    pages.push(text.replace(/[\s\u200b]/g, ''))
  }
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
  await task.destroy()
  return { pages, size: { width, height } }
}
