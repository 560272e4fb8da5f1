import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, page, pageQuery } from '../http/contract'
import { IMPORT_KINDS, IMPORT_MODES } from './constants'
import { importEndpoints } from './endpoints'
import { IMPORT_STATES } from './lifecycle'

const kindParams = z.strictObject({ kind: z.enum(IMPORT_KINDS) })
const importParams = z.strictObject({ importId: id })

const importView = z.strictObject({
  id,
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  mode: z.enum(IMPORT_MODES).nullable(),
  rowCount: z.int(),
  badCount: z.int(),
  /** Grows while it runs. */
  importedCount: z.int(),
  createdAt: instant,
  endedAt: instant.nullable(),
  abilities: abilities(['start', 'undo']),
})

/** A wrong row: its number as the spreadsheet program shows it, and what is wrong in which column. */
const rowFaults = z.strictObject({
  row: z.int(),
  faults: z.array(z.strictObject({ column: z.string().nullable(), detail: z.string() })),
})

export const importContract = {
  template: {
    ...importEndpoints.template,
    summary: 'The table to fill in, with drop-downs',
    params: kindParams,
    problems: ['not_allowed'],
  },
  check: {
    ...importEndpoints.check,
    summary:
      'Check every row of an xlsx or CSV file without importing anything; the same file again is the same import',
    params: kindParams,
    answer: importView,
    problems: ['not_allowed', 'sheet_refused', 'sheets_busy'],
  },
  list: {
    ...importEndpoints.list,
    summary: "The organization's imports, newest first",
    query: z.strictObject(pageQuery),
    answer: page(importView),
  },
  get: { ...importEndpoints.get, summary: 'One import, how far it is', params: importParams, answer: importView },
  faults: {
    ...importEndpoints.faults,
    summary: 'Every wrong row, in the order of the file',
    params: importParams,
    query: z.strictObject(pageQuery),
    answer: page(rowFaults),
  },
  failedRows: {
    ...importEndpoints.failedRows,
    summary: 'The wrong rows as a file to mend, with their reasons in the last column',
    params: importParams,
    problems: ['not_allowed', 'import_rows_gone'],
  },
  start: {
    ...importEndpoints.start,
    summary: 'Import what was checked, in the background',
    params: importParams,
    body: z.strictObject({ mode: z.enum(IMPORT_MODES) }),
    answer: importView,
    problems: ['not_allowed', 'state_conflict', 'import_has_faults'],
  },
  undo: {
    ...importEndpoints.undo,
    summary: 'Take back everything that was imported, as long as nothing of it has moved on',
    params: importParams,
    answer: importView,
    problems: ['not_allowed', 'state_conflict', 'import_moved_on'],
  },
} as const satisfies Contract

export type ImportView = z.output<typeof importView>
