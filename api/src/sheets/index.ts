export { readDay } from './dates'
export { readSheet } from './read'
export { type ImportRow, missingValues, type RowFault, readRows } from './rows'
export { type Cell, type SheetColumn, writeTable, writeTemplate } from './write'
