export const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** More rows than this are not exported at once; the file says so at its end. */
export const MOST_EXPORTED_ROWS = 10_000

/** A column's heading and what it shows of a line: a text, or a number to reckon with. */
export type SheetColumnOf<L> = readonly [heading: string, value: (line: L) => string | number | null]

/** How a list looks as a spreadsheet. */
export type ListSheet = { readonly name: string; readonly columns: readonly SheetColumnOf<never>[] }
