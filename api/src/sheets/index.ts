export { readSheet } from './read'
export { writeTable, writeTemplate } from './write'
