export { readDay } from './dates'
export { readSheet } from './read'
export { type ImportRow, missingValues, type RowFault, readRows } from './rows'
export { writeTable, writeTemplate } from './write'
