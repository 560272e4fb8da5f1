import { type ImportMode } from '@jijiao/shared/imports'
import type { Types } from 'mongoose'
import { z } from 'zod'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { groupedBy } from '../../db/grouped'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { defineJob, enqueueJob } from '../../jobs'
import type { ImportRow } from '../../sheets'
import { alreadyImported } from './check.command'
import { type Import, type ImportedRow, importedRowModel, importModel } from './import.model'
import { IMPORTERS } from './importer'

const RUN = 'imports.run'
const ROWS_AT_ONCE = 250

export async function startImport(deps: Deps, of: Circumstances, found: Import, mode: ImportMode): Promise<Import> {
  const hasNothing = found.badCount === found.rowCount
  if (hasNothing || (mode === 'all' && found.badCount > 0)) throw new Problem('import_has_faults')
  return inTransaction(deps.db, async (session) => {
    const started = await importModel(deps.db)
      .findOneAndUpdate(
        { _id: found._id, state: 'checked', badCount: found.badCount },
        { $set: { state: 'running', mode } },
        { returnDocument: 'after', session },
      )
      .lean<Import | null>()
    if (!started) throw new Problem('state_conflict')
    await enqueueJob(deps, { kind: RUN, payload: { importId: String(found._id) }, by: of }, session)
    await recordFacts(deps.db, [importFact(of, 'ImportStarted', started, 'checked')], session)
    return started
  })
}

/** Imports a few rows at a time, each time with what was made of them: it may stop anywhere and goes on from there. */
export const importJob = (deps: Deps) =>
  defineJob({
    kind: RUN,
    payload: z.object({ importId: z.string() }),
    async run({ payload: { importId }, of, report, signal }) {
      const found = await importModel(deps.db).findById(importId).lean<Import | null>()
      if (found?.state !== 'running') return undefined
      const good = found.rowCount - found.badCount
      for (let imported = found.importedCount; ; ) {
        signal.throwIfAborted()
        const part = await nextRows(deps, found)
        if (part.length === 0) break
        const stored = await importPart(deps, of, found, part)
        if (stored === null) return { importedCount: 0 }
        imported += stored
        await report(imported, good)
      }
      const done = await end(deps, of, found)
      return { importedCount: done.importedCount }
    },
    /** All of it or, where somebody has gone on with a part, that part: it neither runs for ever nor is half a thing. */
    async onFailure({ importId }, of) {
      const found = await importModel(deps.db).findById(importId).lean<Import | null>()
      if (found?.state !== 'running') return
      try {
        await takeBack(deps, of, found, 'failed')
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'import_moved_on')) throw error
        await end(deps, of, found)
      }
    },
  })

const nextRows = (deps: Deps, { _id }: Import): Promise<ImportedRow[]> =>
  importedRowModel(deps.db)
    .find({ importId: _id, isBad: false, isImported: false })
    .sort({ _id: 1 })
    .limit(ROWS_AT_ONCE)
    .lean<ImportedRow[]>()
    .exec()

/** Answers how many rows were imported; `null` when all or nothing became nothing. */
async function importPart(deps: Deps, of: Circumstances, found: Import, part: readonly ImportedRow[]) {
  const importer = IMPORTERS[found.kind]
  const { organizationId } = found
  const rows = part.map((row) => openRow(deps, row))
  const faults = [
    ...(await importer.check(deps, { organizationId, on: of.at }, rows)),
    ...(await alreadyImported(deps, organizationId, part)),
  ]
  const byRow = groupedBy(faults, ({ row }) => String(row))
  if (byRow.size > 0 && found.mode === 'all') {
    await takeBack(deps, of, found, 'failed')
    return null
  }
  const isGood = ({ number }: { readonly number: number }) => !byRow.has(String(number))
  const [good, goodRows] = [rows.filter(isGood), part.filter(isGood)]
  await inTransaction(deps.db, async (session) => {
    const ids = await importer.store(deps, of, { organizationId, rows: good }, session)
    const bad = part.filter((row) => !isGood(row))
    await importedRowModel(deps.db).bulkWrite(
      [
        ...goodRows.map(({ _id }, index) => ({
          updateOne: { filter: { _id }, update: { $set: { isImported: true, thingId: ids[index] ?? null } } },
        })),
        ...bad.map(({ _id, number }) => ({
          updateOne: {
            filter: { _id },
            update: {
              $set: {
                isBad: true,
                faults: (byRow.get(String(number)) ?? []).map(({ column, detail }) => ({ column, detail })),
              },
            },
          },
        })),
      ],
      { session },
    )
    await importModel(deps.db).updateOne(
      { _id: found._id },
      { $inc: { importedCount: good.length, badCount: bad.length } },
      { session },
    )
  })
  return good.length
}

export const openRow = ({ vault }: Pick<Deps, 'vault'>, { number, sealedValues }: ImportedRow): ImportRow<string> => ({
  number,
  values: JSON.parse(vault.open('importRow', sealedValues ?? gone())) as ImportRow<string>['values'],
})

const gone = (): never => {
  throw new Problem('import_rows_gone')
}

const BROKEN_OFF = { column: null, detail: '导入中断，这一行没有导入，请重新导入' } as const

/** Rows that are left, because it broke off, are given back with the bad ones. */
async function end(deps: Deps, of: Circumstances, { _id }: Import): Promise<Import> {
  return inTransaction(deps.db, async (session) => {
    const left = await importedRowModel(deps.db).updateMany(
      { importId: _id, isBad: false, isImported: false },
      { $set: { isBad: true, faults: [BROKEN_OFF] } },
      { session },
    )
    const ended = await importModel(deps.db)
      .findOneAndUpdate(
        { _id, state: 'running' },
        { $set: { state: 'done', endedAt: of.at }, $inc: { badCount: left.modifiedCount } },
        { returnDocument: 'after', session },
      )
      .lean<Import | null>()
    if (!ended) throw new Problem('state_conflict')
    await recordFacts(deps.db, [importFact(of, 'ImportFinished', ended, 'running')], session)
    return ended
  })
}

const ENDS = {
  failed: { from: 'running', what: 'ImportFailed' },
  undone: { from: 'done', what: 'ImportUndone' },
} as const

/** Takes back everything that was made, or refuses when something of it has moved on. */
export async function takeBack(
  deps: Deps,
  of: Circumstances,
  { _id, kind }: Import,
  state: keyof typeof ENDS,
): Promise<Import> {
  const { from, what } = ENDS[state]
  return inTransaction(deps.db, async (session) => {
    const ended = await importModel(deps.db)
      .findOneAndUpdate(
        { _id, state: from },
        { $set: { state, isCurrent: false, importedCount: 0, endedAt: of.at } },
        { returnDocument: 'after', session },
      )
      .lean<Import | null>()
    if (!ended) throw new Problem('state_conflict')
    const rows = await importedRowModel(deps.db)
      .find({ importId: _id, isBad: false, isImported: true }, { thingId: 1 }, { session })
      .lean<{ thingId: Types.ObjectId | null }[]>()
    const ids = rows.flatMap(({ thingId }) => (thingId ? [thingId] : []))
    if (!(await IMPORTERS[kind].undo(deps, of, ids, session))) throw new Problem('import_moved_on')
    await importedRowModel(deps.db).updateMany(
      { importId: _id, isBad: false, isImported: true },
      { $set: { isImported: false } },
      { session },
    )
    await recordFacts(deps.db, [importFact(of, what, ended, from)], session)
    return ended
  })
}

export const importFact = (of: Circumstances, what: Fact['what'], found: Import, from: string) =>
  fact(of, {
    what,
    subject: { kind: 'import', id: String(found._id) },
    organizationId: String(found.organizationId),
    from,
    to: found.state,
    details: { kind: found.kind, importedCount: found.importedCount, badCount: found.badCount },
  })
