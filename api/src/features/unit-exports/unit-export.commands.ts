import { randomBytes } from 'node:crypto'
import type { UnitExportNumbers } from '@jijiao/shared/unit-exports'
import { Types } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { enqueueJob } from '../../jobs'
import { type UnitExport, unitExportModel } from './unit-export.model'

export const EXPORT_UNIT = 'unitExports.run'

export async function askUnitExport(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { organizationId, numbers }: { readonly organizationId: string; readonly numbers: UnitExportNumbers },
): Promise<UnitExport> {
  const asked: UnitExport = {
    _id: new Types.ObjectId(),
    organizationId: new Types.ObjectId(organizationId),
    state: 'waiting',
    isUnderWay: true,
    numbers,
    askedAt: of.at,
    readyAt: null,
    storageKey: randomBytes(20).toString('hex'),
    sizeBytes: null,
    sha256: null,
    rowCount: null,
  }
  try {
    await inTransaction(deps.db, async (session) => {
      await unitExportModel(deps.db).create([asked], { session })
      await recordFacts(deps.db, [exportFact(of, 'UnitExportAsked', asked, null)], session)
      await enqueueJob(deps, { kind: EXPORT_UNIT, payload: { unitExportId: String(asked._id) }, by: of }, session)
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('unit_export_running')
    throw error
  }
  return asked
}

/** Who fetched it and when is on record before the first byte leaves. */
export async function keepDownload(deps: Pick<Deps, 'db'>, of: Circumstances, found: UnitExport): Promise<void> {
  const fetched = exportFact(of, 'UnitExportDownloaded', found, found.state)
  await inTransaction(deps.db, (session) => recordFacts(deps.db, [fetched], session))
}

export const exportFact = (of: Circumstances, what: Fact['what'], one: UnitExport, from: string | null): Fact =>
  fact(of, {
    what,
    subject: { kind: 'unitExport', id: String(one._id) },
    organizationId: String(one.organizationId),
    from,
    to: one.state,
    details: { numbers: one.numbers },
  })
