import { SaxesParser } from 'saxes'
import { TEXT_LIMITS } from './limits'
import { SheetRefusal } from './refusal'

type XmlHandlers = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * Reads a part of a workbook piece by piece, without its prefixes. A document type is refused: no spreadsheet program
 * writes one, and it is where entities come from.
 */
export async function readXml(chunks: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  const malformed = () => {
    throw new SheetRefusal('malformed')
  }
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  parser.on('error', malformed)
  parser.on('doctype', malformed)
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > TEXT_LIMITS.xmlDepth) malformed()
    handlers.open?.(localName(name), attributes)
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', ({ name }) => {
    depth -= 1
    handlers.close?.(localName(name))
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of chunks) parser.write(decode(() => decoder.decode(chunk, { stream: true })))
  parser.write(decode(() => decoder.decode())).close()
}

function decode(work: () => string): string {
  try {
    return work()
  } catch {
    throw new SheetRefusal('malformed')
  }
}
