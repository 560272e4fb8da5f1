import { createHash } from 'node:crypto'
import { IMPORT_TEMPLATE_VERSION, type ImportKind, MOST_IMPORT_ROWS } from '@jijiao/shared/imports'
import { Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { groupedBy } from '../../db/grouped'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type ImportRow, type RowFault, readRows, readSheet } from '../../sheets'
import { type Import, type ImportedRow, importedRowModel, importModel, rowsUntilOf } from './import.model'
import { IMPORTERS } from './importer'

const LIMITS = { rows: MOST_IMPORT_ROWS + 1, columns: 40 }
const ROWS_AT_ONCE = 1_000

type Given = {
  readonly kind: ImportKind
  readonly organizationId: Types.ObjectId
  readonly fileName: string
  readonly file: Buffer
}

/** The dry run: reads the file, checks every row and keeps both, sealed, until it is imported. */
export async function checkImport(deps: Deps, of: Circumstances, given: Given): Promise<Import> {
  const { kind, organizationId, fileName, file } = given
  const contentHash = createHash('sha256').update(file).digest('base64url')
  const current = () =>
    importModel(deps.db).findOne({ organizationId, kind, contentHash, isCurrent: true }).lean<Import | null>().exec()
  const known = await current()
  // Before it is imported the same file is checked anew: what was missing may be there now.
  if (known && known.state !== 'checked') return known

  const rows = await rowsOf(kind, file)
  const importId = known?._id ?? new Types.ObjectId()
  const stored = await checkedRows(deps, of, { kind, organizationId, importId }, rows)
  const made: Import = {
    _id: importId,
    kind,
    organizationId,
    fileName,
    contentHash,
    isCurrent: true,
    state: 'checked',
    mode: null,
    rowCount: stored.length,
    badCount: stored.filter(({ isBad }) => isBad).length,
    importedCount: 0,
    createdAt: of.at,
    endedAt: null,
    rowsUntil: rowsUntilOf(of.at),
  }
  const { badCount, rowsUntil } = made
  const renewed = { badCount, fileName, rowsUntil }
  try {
    await inTransaction(deps.db, async (session) => {
      if (known) {
        const still = { _id: importId, state: 'checked' as const }
        const changed = await importModel(deps.db).updateOne(still, { $set: renewed }, { session })
        if (changed.matchedCount === 0) throw new Problem('state_conflict')
        await importedRowModel(deps.db).deleteMany({ importId }, { session })
      } else await importModel(deps.db).create([made], { session })
      for (let at = 0; at < stored.length; at += ROWS_AT_ONCE) {
        await importedRowModel(deps.db).insertMany(stored.slice(at, at + ROWS_AT_ONCE), { session })
      }
      const { rowCount } = made
      const subject = { kind: 'import', id: String(importId) } as const
      const checked = fact(of, { what: 'ImportChecked', subject, to: 'checked', details: { kind, rowCount, badCount } })
      await recordFacts(deps.db, [checked], session)
    })
  } catch (error) {
    const first = isDuplicateKey(error, 'contentHash') && (await current())
    if (first) return first
    throw error
  }
  return known ? { ...known, ...renewed } : made
}

async function rowsOf(kind: ImportKind, file: Buffer): Promise<ImportRow<string>[]> {
  const table = await readSheet(file, LIMITS)
  const [template, version] = table.mark
  if (template && (template !== kind || version !== IMPORT_TEMPLATE_VERSION)) {
    throw new Problem('sheet_refused', { detail: '这不是当前版本的模板，请重新下载模板填写' })
  }
  return readRows(table, IMPORTERS[kind].columns)
}

type Where = Pick<Given, 'kind' | 'organizationId'> & { readonly importId: Types.ObjectId }

async function checkedRows(deps: Deps, of: Circumstances, where: Where, rows: readonly ImportRow<string>[]) {
  const { kind, organizationId, importId } = where
  const faults = await IMPORTERS[kind].check(deps, { organizationId, on: of.at }, rows)
  const stored = rows.map(({ number, values }): ImportedRow => {
    const content = JSON.stringify(values)
    return {
      _id: new Types.ObjectId(),
      importId,
      organizationId,
      number,
      sealedValues: deps.vault.seal('importRow', content),
      rowKey: deps.vault.blindIndex('importRow', `${kind}\0${content}`),
      isBad: false,
      faults: [],
      thingId: null,
      isImported: false,
    }
  })
  faults.push(...(await alreadyImported(deps, organizationId, stored)))
  const byRow = groupedBy(faults, ({ row }) => String(row))
  return stored.map((row) => {
    const own = (byRow.get(String(row.number)) ?? []).map(({ column, detail }) => ({ column, detail }))
    return { ...row, isBad: own.length > 0, faults: own }
  })
}

/** The same row of another file, or of this one when it was changed elsewhere. */
export async function alreadyImported(
  deps: Pick<Deps, 'db'>,
  organizationId: Types.ObjectId,
  rows: readonly Pick<ImportedRow, 'rowKey' | 'number'>[],
): Promise<RowFault[]> {
  const known = new Set<string>()
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const rowKeys = rows.slice(at, at + ROWS_AT_ONCE).map(({ rowKey }) => rowKey)
    const found = await importedRowModel(deps.db)
      .find({ organizationId, isImported: true, rowKey: trusted({ $in: rowKeys }) }, { rowKey: 1 })
      .lean()
    for (const { rowKey } of found) known.add(rowKey)
  }
  return rows
    .filter(({ rowKey }) => known.has(rowKey))
    .map(({ number }) => ({ row: number, column: null, detail: '这一行已经导入过' }))
}
