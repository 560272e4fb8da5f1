import type { TableLimits } from './limits'
import { SheetRefusal } from './refusal'
import { type Table, TableBuilder } from './table'

/** Comma- or tab-separated text in UTF-8, UTF-16 with its mark, or GB18030, which Chinese Excel writes. */
export function readCsv(bytes: Buffer, limits: TableLimits): Table {
  const text = decodeText(bytes)
  const table = new TableBuilder(limits)
  const separator = separatorOf(text)
  let [row, column, line] = [1, 1, 1]
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    table.add(row, column, cell)
    cell = ''
    column += 1
  }
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text.charAt(index + 1) === '"') {
        cell += '"'
        index += 1
      } else isQuoted = false
      if (character === '\n') line += 1
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === separator) endCell()
    else if (character === '\n') {
      endCell()
      line += 1
      row = line
      column = 1
    } else if (character !== '\r') cell += character
  }
  if (isQuoted) throw new SheetRefusal('malformed')
  endCell()
  return { rows: table.build(), mark: [] }
}

function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!/[^\P{Cc}\t\r\n]/u.test(text)) return text
    } catch {
      // Not this one: the next.
    }
  }
  throw new SheetRefusal(bytes.includes(0) ? 'notASheet' : 'unknownEncoding')
}

function separatorOf(text: string): string {
  const [heading = ''] = text.split('\n', 1)
  const count = (separator: string) => heading.split(separator).length
  return count('\t') > count(',') ? '\t' : ','
}
