import { LEGACY_COLUMNS, type LegacyTable } from '@jijiao/shared/legacy'
import { Types } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import { type RowFault, readRows, readSheet } from '../../sheets'
import { type StoreDeps, storeRows } from './row.store'
import { readLegacyRow } from './rows'

export type LegacyImport = { readonly added: number; readonly known: number; readonly faults: readonly RowFault[] }

const LIMITS = { rows: 20_001, columns: 40 }
const AT_ONCE = 500

/**
 * Takes a table of the old system in. A row is stored under what it says, so the same file a second time, or the rest of
 * one that was interrupted, adds only what is not there. Rows with faults are left out and named.
 */
export async function importLegacy(
  deps: StoreDeps,
  of: Circumstances,
  table: LegacyTable,
  file: Uint8Array,
): Promise<LegacyImport> {
  const read = readRows(await readSheet(file, LIMITS), LEGACY_COLUMNS[table]).map((row) => readLegacyRow(table, row))
  const faults = read.flatMap((outcome) => ('faults' in outcome ? outcome.faults : []))
  const rows = read.flatMap((outcome) => ('row' in outcome ? [outcome.row] : []))
  let added = 0
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = rows.slice(at, at + AT_ONCE)
    const stored = await inTransaction(deps.db, (session) => storeRows({ deps, of, session }, table, part))
    added += stored.made.filter((id) => id !== null).length
    faults.push(...stored.faults)
  }
  const refused = new Set(faults.map(({ row }) => row)).size
  const known = read.length - added - refused
  const imported = fact(of, {
    what: 'LegacyImported',
    subject: { kind: 'legacyImport', id: String(new Types.ObjectId()) },
    details: { table, added, known, refused },
  })
  await inTransaction(deps.db, (session) => recordFacts(deps.db, [imported], session))
  return { added, known, faults }
}
