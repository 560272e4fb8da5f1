import type { Readable } from 'node:stream'
import { zipOf } from '../zip'
import { defuseText } from './table'
import { MARK_SHEET } from './workbook'
import {
  CONTENT_TYPES,
  columnLetters,
  contentTypes,
  escapeXml,
  PACKAGE_RELATIONS,
  STYLES,
  workbookRelations,
  workbookXml,
} from './write.parts'

export type Cell = string | number | null
export type SheetColumn = {
  readonly heading: string
  /** In characters of the usual font; by the heading if it is not given. */
  readonly width?: number
  /** What a drop-down offers in every row to be filled in. */
  readonly options?: readonly string[]
}
export type SheetToWrite = {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
}
export type TemplateToWrite = {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  /** What the hidden sheet says: which template, which version. */
  readonly mark: readonly string[]
  /** Rows that may be filled in. */
  readonly rows: number
}

/** A table as xlsx, row by row as they come, whatever their number. A text stays a text: an ID number, a "formula". */
export function writeTable(sheet: SheetToWrite): Readable {
  return zip([{ name: sheet.name, xml: sheetXml(sheet, '') }])
}

/** An empty table to fill in: every cell is text, a column with options has a drop-down. */
export function writeTemplate({ name, columns, mark, rows }: TemplateToWrite): Readable {
  const lists = columns.flatMap(({ options }) => (options ? [options] : []))
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  const optionRows = Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? null))
  return zip([
    { name, xml: sheetXml({ name, columns, rows: [] }, validations(columns, rows)) },
    {
      name: '选项',
      isHidden: true,
      xml: sheetXml({ name: '选项', columns: lists.map(() => ({ heading: '' })), rows: optionRows }, ''),
    },
    {
      name: MARK_SHEET,
      isHidden: true,
      xml: sheetXml({ name: MARK_SHEET, columns: mark.map((heading) => ({ heading })), rows: [] }, ''),
    },
  ])
}

type Part = { readonly name: string; readonly isHidden?: boolean; readonly xml: AsyncIterable<string> }

const zip = (parts: readonly Part[]): Readable =>
  zipOf([
    { path: CONTENT_TYPES, text: contentTypes(parts.length) },
    { path: '_rels/.rels', text: PACKAGE_RELATIONS },
    { path: 'xl/workbook.xml', text: workbookXml(parts) },
    { path: 'xl/_rels/workbook.xml.rels', text: workbookRelations(parts.length) },
    { path: 'xl/styles.xml', text: STYLES },
    ...parts.map(({ xml }, index) => ({ path: `xl/worksheets/sheet${index + 1}.xml`, text: () => xml })),
  ])

/** Small pieces are joined: a stream's overhead is by the piece. */
const PIECE_LENGTH = 16_384

async function* sheetXml({ columns, rows }: SheetToWrite, after: string): AsyncGenerator<string> {
  const cols = columns.map(
    ({ heading, width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width ?? widthOf(heading)}" style="1" customWidth="1"/>`,
  )
  let piece = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${cols.length ? `<cols>${cols.join('')}</cols>` : ''}<sheetData>`
  piece += rowXml(
    1,
    columns.map(({ heading }) => heading),
    2,
  )
  let number = 1
  for await (const row of rows) {
    number += 1
    piece += rowXml(number, row, 1)
    if (piece.length < PIECE_LENGTH) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData>${after}</worksheet>`
}

const widthOf = (heading: string) => Math.max(10, [...heading].length * 2 + 4)

function rowXml(number: number, cells: readonly Cell[], style: number): string {
  const written = cells.map((cell, index) => {
    if (cell === null || cell === '') return ''
    const place = `r="${columnLetters(index + 1)}${number}" s="${style}"`
    if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(defuseText(cell))}</t></is></c>`
  })
  return `<row r="${number}">${written.join('')}</row>`
}

function validations(columns: readonly SheetColumn[], rows: number): string {
  let list = 0
  const rules = columns.flatMap(({ options }, index) => {
    if (!options) return []
    list += 1
    const [letters, source] = [columnLetters(index + 1), columnLetters(list)]
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="请选择" error="请从下拉列表中选择" sqref="${letters}2:${letters}${rows + 1}"><formula1>'选项'!$${source}$2:$${source}$${options.length + 1}</formula1></dataValidation>`
  })
  return rules.length ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>` : ''
}
