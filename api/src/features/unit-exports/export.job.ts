import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UNIT_EXPORT_HOURS } from '@jijiao/shared/unit-exports'
import { type Types, trusted } from 'mongoose'
import { z } from 'zod'
import { archivedFiles, type LeftOutFile } from '../../attachments'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob, type JobContext } from '../../jobs'
import type { UnitDataKind, UnitDataRow } from '../../unit-data'
import { restrictedAmong } from '../affiliations'
import { organizationNames } from '../organizations'
import { writeArchive } from './archive'
import { numbersOf } from './numbers'
import { EXPORT_UNIT, exportFact } from './unit-export.commands'
import { type UnitExport, unitExportModel } from './unit-export.model'
import { makeWorkspace, sweepWorkspaces } from './workspace'

const payload = z.object({ unitExportId: z.string() })
const ROWS_BETWEEN_REPORTS = 1_000
const LOOKS_AT_ONCE = 500

type Given = Pick<Deps, 'db' | 'vault' | 'files' | 'clock' | 'unitData' | 'attachmentOwners'>

/**
 * Writes the archive on this machine and hands it over whole: the store never has half of one. What a process that died
 * has left is swept later; another begins anew.
 */
export const unitExportJob = (deps: Given) =>
  defineJob({
    kind: EXPORT_UNIT,
    payload,
    attempts: 3,
    async run({ payload: { unitExportId }, ...context }) {
      const asked = await unitExportModel(deps.db)
        .findOne({ _id: unitExportId, isUnderWay: true })
        .lean<UnitExport | null>()
      if (!asked) return undefined
      const directory = await makeWorkspace()
      try {
        const path = join(directory, 'archive.zip')
        const written = await writeTo(deps, path, asked, context)
        await deps.files.putFile(asked.storageKey, path, 'application/zip')
        await settle(deps, context.of, asked, written)
        return { unitExportId, rows: written.rowCount }
      } finally {
        await rm(directory, { recursive: true, force: true })
      }
    },
    async onFailure({ unitExportId }) {
      const failed = { $set: { state: 'failed' as const }, $unset: { isUnderWay: 1 as const } }
      const Exports = unitExportModel(deps.db)
      await Exports.updateOne({ _id: unitExportId, isUnderWay: true }, failed)
      // It may have been handed over before it failed; asked twice when the process dies in between.
      const left = await Exports.findOne({ _id: unitExportId, state: 'failed' }).lean<UnitExport | null>()
      if (left) await deps.files.remove(left.storageKey)
    },
  })

type Context = Pick<JobContext<unknown>, 'of' | 'report' | 'signal'>
type Written = Pick<UnitExport, 'sha256'> & { readonly sizeBytes: number; readonly rowCount: number }

async function writeTo(
  deps: Given,
  path: string,
  asked: UnitExport,
  { of, report, signal }: Context,
): Promise<Written> {
  const { organizationId, numbers } = asked
  const names = await organizationNames(deps, [organizationId])
  let rowCount = 0
  async function* counted(kind: UnitDataKind): AsyncGenerator<UnitDataRow> {
    for await (const row of kind.rows(deps, organizationId, numbersOf(deps.vault, numbers))) {
      signal.throwIfAborted()
      rowCount += 1
      if (rowCount % ROWS_BETWEEN_REPORTS === 0) await report(rowCount, 0)
      yield row
    }
  }
  const rowsOf = (kind: UnitDataKind) =>
    numbers === 'whole' && kind.reveals
      ? lookedAt(deps, of, { kind: kind.reveals, organizationId }, counted(kind))
      : counted(kind)
  const about = { organizationId, unitName: names.get(String(organizationId)) ?? '', numbers, at: of.at }
  const filesOf = (leftOut: LeftOutFile[]) =>
    archivedFiles(
      deps,
      {
        filter: { organizationId: String(organizationId) },
        restrictedAmong: (traineeIds) => restrictedAmong(deps, traineeIds),
      },
      leftOut,
    )
  // A file may show whole numbers: it leaves with them or not at all.
  const contents = { kinds: deps.unitData, rowsOf, about, ...(numbers === 'whole' && { filesOf }) }
  const zip = writeArchive(contents)
  const hash = createHash('sha256')
  let sizeBytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      sizeBytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(zip, measure, createWriteStream(path, { mode: 0o600 }))
  return { sha256: hash.digest('hex'), sizeBytes, rowCount }
}

type Look = { readonly kind: NonNullable<UnitDataKind['reveals']>; readonly organizationId: Types.ObjectId }

/** That somebody's whole number leaves the system is recorded before it does, and a trainee can see it. */
async function* lookedAt(
  deps: Given,
  of: Circumstances,
  { kind, organizationId }: Look,
  rows: AsyncIterable<UnitDataRow>,
): AsyncGenerator<UnitDataRow> {
  let waiting: UnitDataRow[] = []
  async function* release() {
    const seen = waiting.filter(({ isRestricted }) => !isRestricted)
    const facts = seen.map(({ id, traineeId }) =>
      fact(of, {
        what: 'PersonalDataRevealed',
        subject: { kind, id: String(traineeId ?? id) },
        organizationId: String(organizationId),
        reason: '单位数据导出',
        details: { field: 'residentId' },
      }),
    )
    await inTransaction(deps.db, (session) => recordFacts(deps.db, facts, session))
    yield* waiting
    waiting = []
  }
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length >= LOOKS_AT_ONCE) yield* release()
  }
  if (waiting.length > 0) yield* release()
}

async function settle(deps: Given, of: Circumstances, asked: UnitExport, written: Written) {
  const at = new Date(deps.clock.now())
  const expiresAt = new Date(at.getTime() + UNIT_EXPORT_HOURS * 3_600_000)
  await inTransaction(deps.db, async (session) => {
    const ready = await unitExportModel(deps.db)
      .findOneAndUpdate(
        { _id: asked._id, isUnderWay: true },
        { $set: { state: 'ready', readyAt: at, expiresAt, ...written }, $unset: { isUnderWay: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<UnitExport | null>()
    if (!ready) return
    await recordFacts(deps.db, [exportFact({ ...of, at }, 'UnitExportReady', ready, 'waiting')], session)
  })
}

const BATCH = 100

/** The document stays, the file goes; in this order, so that a crash leaves no file that nobody knows of. */
export const unitExportExpiryJob = (deps: Pick<Deps, 'db' | 'files' | 'clock'>) =>
  defineJob({
    kind: 'unitExports.expire',
    payload: z.null(),
    everyMs: 10 * 60 * 1_000,
    async run() {
      await sweepWorkspaces()
      const overdue = { expiresAt: trusted({ $lte: new Date(deps.clock.now()) }) }
      const found = await unitExportModel(deps.db)
        .find(overdue)
        .sort({ expiresAt: 1 })
        .limit(BATCH)
        .lean<UnitExport[]>()
      for (const { _id, storageKey } of found) {
        await deps.files.remove(storageKey)
        await unitExportModel(deps.db).updateOne({ _id }, { $set: { state: 'expired' }, $unset: { expiresAt: 1 } })
      }
      return undefined
    },
  })
