import { type TableLimits, TEXT_LIMITS } from './limits'
import { SheetRefusal } from './refusal'

/** A row that holds something, with the number that the spreadsheet program shows beside it. */
export type TableRow = { readonly number: number; readonly cells: readonly string[] }

/** Everything as text: days `YYYY-MM-DD`, a formula as the value that was saved with it. */
export type Table = {
  readonly rows: readonly TableRow[]
  /** The cells of the hidden sheet by which a template says what it is; empty in other files. */
  readonly mark: readonly string[]
}

/** Collects cells and refuses the first one out of bounds, before anything of its size is allocated. */
export class TableBuilder {
  private readonly rows = new Map<number, string[]>()
  private characters = 0

  constructor(private readonly limits: TableLimits) {}

  add(row: number, column: number, text: string) {
    const value = text.trim()
    if (value === '') return
    if (column > this.limits.columns) throw new SheetRefusal('tooManyColumns')
    if (value.length > TEXT_LIMITS.cell) throw new SheetRefusal('tooMuchText')
    this.characters += value.length
    if (this.characters > TEXT_LIMITS.table) throw new SheetRefusal('tooMuchText')
    let cells = this.rows.get(row)
    if (!cells) {
      if (row > this.limits.rows) throw new SheetRefusal('tooManyRows')
      cells = Array.from({ length: this.limits.columns }, () => '')
      this.rows.set(row, cells)
    }
    cells[column - 1] = restoreText(value)
  }

  build(): TableRow[] {
    return [...this.rows].sort(([a], [b]) => a - b).map(([number, cells]) => ({ number, cells }))
  }
}

/** What a spreadsheet program would take for a formula when it stands first in a cell. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/

/** A text that no spreadsheet program takes for a formula, not even after the file was saved as CSV. */
export const defuseText = (text: string) => (FORMULA_START.test(text) ? `'${text}` : text)

/** The text as it was before `defuseText`. */
const restoreText = (text: string) => (/^'[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text)
