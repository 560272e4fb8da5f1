import { Problem } from '../http/problem'
import type { Table } from './table'

/** The columns of a table to import: what each is called, by the name of its field. */
export type ImportColumns = Readonly<Record<string, { readonly heading: string; readonly isRequired?: boolean }>>

export type ImportRow<K extends string> = {
  /** As the spreadsheet program shows it. */
  readonly number: number
  readonly values: Readonly<Record<K, string>>
}

/** What is wrong with one cell; without a column, with the whole row. */
export type RowFault = { readonly row: number; readonly column: string | null; readonly detail: string }

/** The rows below the heading, each cell by its field. Columns may stand in any order; unknown ones are left aside. */
export function readRows<C extends ImportColumns>(table: Table, columns: C): ImportRow<keyof C & string>[] {
  const [heading, ...rows] = table.rows
  const places = new Map(heading?.cells.map((text, index) => [headingKey(text), index]))
  const missing = Object.values(columns).filter(({ heading: text, isRequired }) => isRequired && !places.has(text))
  if (missing.length > 0) {
    const names = missing.map(({ heading: text }) => `“${text}”`).join('、')
    throw new Problem('sheet_refused', { detail: `第一行没有${names}列，请用下载的模板填写` })
  }
  if (rows.length === 0) throw new Problem('sheet_refused', { detail: '表格里还没有填写内容，请从第二行开始填写' })
  return rows.map(({ number, cells }) => ({
    number,
    values: Object.fromEntries(
      Object.entries(columns).map(([field, { heading: text }]) => [field, cells[places.get(text) ?? -1] ?? '']),
    ) as Record<keyof C & string, string>,
  }))
}

/** A mark of what must be filled in is no part of the heading. */
const headingKey = (text: string) => text.replace(/[*＊\s]/g, '')

/** What is not filled in although it must be. */
export function missingValues<C extends ImportColumns>(columns: C, { number, values }: ImportRow<keyof C & string>) {
  return Object.entries(columns)
    .filter(([field, { isRequired }]) => isRequired && values[field as keyof C & string] === '')
    .map(([, { heading }]): RowFault => ({ row: number, column: heading, detail: '请填写' }))
}
