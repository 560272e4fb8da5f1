import { formatCreditHours } from '@jijiao/shared/classes'
import { dayInChina, type RecordFindingView } from '@jijiao/shared/credit-records'
import type { ClientSession } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import type { Trainee } from '../affiliations'
import { responsibleUnit } from './decision-route'
import { type EarnedRecord, earnedAround, findingsAbout } from './earned'
import { type HourRules, hourRulesFor } from './hour-rules'
import { markHoursChanged } from './hours-version'
import { moveRecord } from './record.commands'
import { type CreditRecord, creditRecordModel } from './record.model'
import { type Signature, trailLine } from './trail'

export type Given = {
  /** Left out: the reviewed hours, otherwise the declared ones. */
  readonly certifiedTenths?: number | undefined
  readonly overrideReason?: string | undefined
}

/** The hours that an approval gives unless it says otherwise. */
export const proposedTenths = (record: Pick<CreditRecord, 'declaredTenths' | 'reviewedTenths'>) =>
  record.reviewedTenths ?? record.declaredTenths

/** What speaks against a record as it is now. */
export async function findingsOf(
  deps: Deps,
  record: CreditRecord,
  { series, tenths = proposedTenths(record) }: { readonly series: readonly string[]; readonly tenths?: number },
  session?: ClientSession,
): Promise<RecordFindingView[]> {
  const unit = await responsibleUnit(deps, record.organizationId, session)
  const rules = await hourRulesFor(deps, { regionCode: unit.regionCode, year: record.year, series }, session)
  const around = await earnedAround(deps, [record.traineeId], [record], session)
  return findingsBeside(around.get(String(record.traineeId)) ?? [], record, { rules, tenths })
}

type Judging = { readonly rules: HourRules; readonly tenths?: number }

/** What speaks against it beside everything that the person has recognised, the one that it corrects left out. */
export function findingsBeside(
  earned: readonly EarnedRecord[],
  record: CreditRecord,
  { rules, tenths = proposedTenths(record) }: Judging,
): RecordFindingView[] {
  const others = earned.filter(
    ({ _id }) => !_id.equals(record._id) && !(record.supersedesId && _id.equals(record.supersedesId)),
  )
  return findingsAbout(others, { ...record, tenths }, rules.dayCeilingTenths)
}

/**
 * Whether a record may be given these hours; answers how many. Whoever recognises for the same person at the same time
 * meets this transaction at `markHoursChanged`.
 */
export async function assertRecognizable(
  deps: Deps,
  of: Circumstances,
  record: CreditRecord,
  { trainee, certifiedTenths, overrideReason }: Given & { readonly trainee: Trainee },
  session: ClientSession,
): Promise<number> {
  const tenths = certifiedTenths ?? proposedTenths(record)
  if (record.endsOn > dayInChina(of.at)) throw new Problem('record_not_ended')
  if (tenths > record.declaredTenths) {
    const detail = `认定学时不能超过拟申报的 ${formatCreditHours(record.declaredTenths)} 学时`
    throw new Problem('certified_above_declared', { detail })
  }
  if (record.assessmentResult === 'failed' && !overrideReason && !record.overrideReason) {
    throw new Problem('assessment_failed')
  }
  const findings = await findingsOf(deps, record, { series: trainee.series, tenths }, session)
  const blocking = findings.find(({ isBlocking }) => isBlocking)
  if (blocking) {
    const code = blocking.kind === 'sameCourse' ? 'course_already_counted' : 'day_ceiling_exceeded'
    throw new Problem(code, { detail: blocking.explanation, extensions: { records: blocking.records } })
  }
  return tenths
}

type Recognizing = {
  readonly change: Partial<CreditRecord>
  readonly lines: Parameters<typeof moveRecord>[3]['lines']
  readonly signature: Signature
  readonly tenths: number
}

/** The last step: the hours count from now on, and those of a record that this one corrects no longer do. */
export async function recognize(
  deps: Deps,
  of: Circumstances,
  record: CreditRecord,
  { change, lines, signature, tenths }: Recognizing,
  session: ClientSession,
): Promise<CreditRecord> {
  const corrected = await supersede(deps, of, record, signature, session)
  const recognized = await moveRecord(
    deps,
    of,
    record,
    {
      what: 'CreditRecordRecognized',
      change: {
        ...change,
        state: 'recognized',
        awaitingId: null,
        certifiedTenths: tenths,
        recognizedAt: of.at,
        liveClassId: record.classId,
      },
      lines,
    },
    session,
  )
  await markHoursChanged(deps, corrected ? [recognized, corrected] : [recognized], session)
  return recognized
}

async function supersede(
  deps: Deps,
  of: Circumstances,
  { _id, supersedesId, correctionReason }: CreditRecord,
  signature: Signature,
  session: ClientSession,
): Promise<CreditRecord | null> {
  if (supersedesId === null) return null
  const old = await creditRecordModel(deps.db)
    .findOne({ _id: supersedesId, state: 'recognized', correctionId: _id }, null, { session })
    .lean<CreditRecord | null>()
  if (!old) throw new Problem('record_not_recognized')
  const line = trailLine(signature, 'unit', 'superseded', { opinion: correctionReason })
  const change = {
    state: 'superseded',
    supersededById: _id,
    correctionId: null,
    awaitingId: null,
    liveClassId: null,
  } as const
  return moveRecord(deps, of, old, { what: 'CreditRecordSuperseded', change, lines: [line] }, session)
}
