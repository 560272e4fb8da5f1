import { RECORD_LIFECYCLE, type RecordAction, type RecordDecision, recordChanges } from '@jijiao/shared/credit-records'
import { type ClientSession, Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Trainee, traineesById } from '../affiliations'
import { authoritiesAround, type DecisionRoute, decisionRoute, responsibleUnit } from './decision-route'
import { assertOtherEyes, hasHandIn } from './four-eyes'
import { hourRulesFor } from './hour-rules'
import { accountOf } from './new-record'
import { assertRecognizable, type Given, recognize } from './recognition'
import { freeCorrected, moveRecord } from './record.commands'
import { hasConflict } from './record.conflicts'
import { contentOf, presentContent } from './record.content'
import { type CreditRecord, creditRecordModel, type RecordReview } from './record.model'
import { isUndecided } from './record.state'
import { type Signature, signatureOf, trailLine } from './trail'

type Subject = Pick<CreditRecord, '_id'>
type Versioned = { readonly version: number }

/** A person or a provider hands a record to the trainee's unit; it is locked from then on. */
export async function submitRecord(
  deps: Deps,
  of: Circumstances,
  { _id, declaredBy }: Subject & Pick<CreditRecord, 'declaredBy'>,
  { version }: Versioned,
): Promise<CreditRecord> {
  const signature = await signatureOf(deps, of, declaredBy.organizationId)
  return inTransaction(deps.db, async (session) => {
    const record = await findInState(deps, { _id }, 'submit', version, session)
    const trainee = await traineeOfRecord(deps, record)
    const route = await routeOf(deps, record, trainee, session)
    const review = { ...newReview(of, record, route), submittedBy: accountOf(of) }
    const change = {
      state: 'submitted',
      review,
      awaitingId: awaitedIn(review),
      hasConflict: await hasConflict(deps, record, trainee, session),
      lastSubmission: contentOf(record),
    } as const
    const lines = [declarationLine(record, signature)]
    return moveRecord(deps, of, record, { what: 'CreditRecordSubmitted', change, lines }, session)
  })
}

/** Takes a submission back, before anybody but the declarer's own unit has decided. */
export async function withdrawRecord(
  deps: Deps,
  of: Circumstances,
  { _id, declaredBy }: Subject & Pick<CreditRecord, 'declaredBy'>,
  { version }: Versioned,
): Promise<CreditRecord> {
  const signature = await signatureOf(deps, of, declaredBy.organizationId)
  return inTransaction(deps.db, async (session) => {
    const record = await findInState(deps, { _id }, 'withdraw', version, session)
    if (!isUndecided(record)) throw new Problem('record_decided')
    const change = { state: record.review?.stateBefore ?? 'draft', awaitingId: null } as const
    const lines = [trailLine(signature, 'declaration', 'withdrawn')]
    return moveRecord(deps, of, record, { what: 'CreditRecordWithdrawn', change, lines }, session)
  })
}

type Confirming = Given & { readonly organizationId: Types.ObjectId }

/** The unit's 确认 of what it declared itself: recognised at once, or passed on to the authority that recognises. */
export async function confirmRecord(
  deps: Deps,
  of: Circumstances,
  { _id }: Subject,
  given: Confirming,
): Promise<CreditRecord> {
  const signature = await signatureOf(deps, of, given.organizationId)
  return inTransaction(deps.db, async (session) => {
    const record = await findInState(deps, { _id }, 'confirm', undefined, session)
    if (!record.declaredBy.organizationId?.equals(given.organizationId)) throw new Problem('not_allowed')
    const trainee = await traineeOfRecord(deps, record)
    const review = newReview(of, record, await routeOf(deps, record, trainee, session))
    const submitted = { ...record, review }
    const declarer = {
      ...of,
      actor: { ...of.actor, accountId: textOf(record.declaredBy.accountId) },
      at: record.changedAt,
    }
    const lines = [declarationLine(record, await signatureOf(deps, declarer, given.organizationId))]
    const opened = { review, lastSubmission: contentOf(record) }
    return approve(deps, of, submitted, { ...given, trainee, signature, opened, lines, opinion: null }, session)
  })
}

type Deciding = Given & {
  readonly organizationId: Types.ObjectId
  readonly decision: RecordDecision
  readonly opinion: string | null
  /** Of what was looked at; left out: whatever it is now. */
  readonly version?: number | undefined
}

/** Decides the step that a record waits at. */
export async function decideRecord(
  deps: Deps,
  of: Circumstances,
  { _id }: Subject,
  { decision, opinion, version, ...given }: Deciding,
): Promise<CreditRecord> {
  const signature = await signatureOf(deps, of, given.organizationId)
  return inTransaction(deps.db, async (session) => {
    const record = await findInState(deps, { _id }, decision, version, session)
    if (!record.review || !record.awaitingId?.equals(given.organizationId)) throw new Problem('state_conflict')
    const trainee = await traineeOfRecord(deps, record)
    if (decision === 'approve') {
      return approve(deps, of, record, { ...given, trainee, signature, opened: {}, lines: [], opinion }, session)
    }
    const selfApproved = await eyesOn(deps, of, record, trainee, given.organizationId)
    const isReturned = decision === 'return'
    const change = {
      ...(isReturned ? { state: 'returned' as const } : { state: 'rejected' as const, liveClassId: null }),
      awaitingId: null,
      decidedBy: signature.operatorId,
      selfApproved: record.selfApproved || selfApproved,
    }
    const lines = [trailLine(signature, stepOf(record.review), isReturned ? 'returned' : 'rejected', { opinion })]
    const what = isReturned ? 'CreditRecordReturned' : 'CreditRecordRejected'
    if (!isReturned) await freeCorrected(deps, record, session)
    return moveRecord(deps, of, record, { what, change, lines }, session)
  })
}

type Approving = Confirming & {
  readonly trainee: Trainee
  readonly signature: Signature
  /** What a confirmation sets besides, as it opens the review that it decides. */
  readonly opened: Partial<CreditRecord>
  readonly lines: Parameters<typeof moveRecord>[3]['lines']
  readonly opinion: string | null
}

/** Either the last step, or on to the next one. */
async function approve(
  deps: Deps,
  of: Circumstances,
  record: CreditRecord,
  { trainee, signature, opened, lines, opinion, organizationId, ...given }: Approving,
  session: ClientSession,
): Promise<CreditRecord> {
  const { review } = record
  if (!review) throw new Error(`record ${record._id} is decided without a review`)
  const selfApproved = await eyesOn(deps, of, record, trainee, organizationId)
  const tenths = await assertRecognizable(deps, of, record, { ...given, trainee }, session)
  const step = stepOf(review)
  const next = review.bodies[review.index + 1]
  const change = {
    ...opened,
    decidedBy: signature.operatorId,
    overrideReason: given.overrideReason ?? record.overrideReason,
    selfApproved: record.selfApproved || selfApproved,
  }
  if (!next) {
    const recognized = [...lines, trailLine(signature, step, 'recognized', { opinion })]
    return recognize(deps, of, record, { change, lines: recognized, signature, tenths }, session)
  }
  const passedOn = {
    ...change,
    state: 'submitted' as const,
    review: { ...review, index: review.index + 1 },
    awaitingId: next.organizationId,
    // Whoever passes it on has just seen that nothing stands against it.
    hasConflict: false,
    reviewedTenths: tenths,
  }
  const passing = [...lines, trailLine(signature, step, 'passedOn', { opinion })]
  return moveRecord(deps, of, record, { what: 'CreditRecordPassedOn', change: passedOn, lines: passing }, session)
}

const eyesOn = (
  deps: Deps,
  of: Circumstances,
  record: CreditRecord,
  trainee: Trainee,
  organizationId: Types.ObjectId,
): Promise<boolean> =>
  assertOtherEyes(deps, of, { isOwn: hasHandIn(of.actor.accountId, record, trainee), organizationId })

const textOf = (id: Types.ObjectId | null) => id && String(id)

const stepOf = ({ steps, index }: RecordReview) => steps[index] ?? 'unit'
const awaitedIn = ({ bodies, index }: RecordReview) => bodies[index]?.organizationId ?? null

const declarationLine = (record: CreditRecord, signature: Signature) =>
  trailLine(signature, 'declaration', 'submitted', {
    opinion: record.correctionReason,
    changes:
      record.lastSubmission && recordChanges(presentContent(record.lastSubmission), presentContent(contentOf(record))),
  })

const newReview = (of: Circumstances, record: CreditRecord, route: DecisionRoute): RecordReview => ({
  ...route,
  index: 0,
  submittedAt: of.at,
  stateBefore: record.state === 'returned' ? 'returned' : 'draft',
})

async function routeOf(
  deps: Deps,
  record: CreditRecord,
  { series }: Pick<Trainee, 'series'>,
  session: ClientSession,
): Promise<DecisionRoute> {
  const unit = await responsibleUnit(deps, record.organizationId, session)
  const rules = await hourRulesFor(deps, { regionCode: unit.regionCode, year: record.year, series }, session)
  const authorities = await authoritiesAround(deps, unit, session)
  return decisionRoute(unit, { rules, authorities }, record.category)
}

export async function traineeOfRecord(deps: Deps, { traineeId }: Pick<CreditRecord, 'traineeId'>): Promise<Trainee> {
  const trainee = (await traineesById(deps, [traineeId])).get(String(traineeId))
  if (!trainee) throw new Error(`the trainee ${traineeId} of a record is gone`)
  return trainee
}

const REFUSED_BY_STATE = {
  submit: 'record_locked',
  confirm: 'record_locked',
  withdraw: 'record_not_submitted',
  approve: 'record_not_submitted',
  return: 'record_not_submitted',
  reject: 'record_not_submitted',
  correct: 'record_not_recognized',
  askRevocation: 'record_not_recognized',
  decideRevocation: 'record_not_recognized',
} as const

export async function findInState(
  deps: Deps,
  { _id }: Subject,
  action: keyof typeof REFUSED_BY_STATE & RecordAction,
  version: number | undefined,
  session: ClientSession,
): Promise<CreditRecord> {
  const record = await creditRecordModel(deps.db).findOne({ _id }, null, { session }).lean<CreditRecord | null>()
  if (!record) throw new Problem('not_found')
  const { from } = RECORD_LIFECYCLE[action]
  if (!from.some((state) => state === record.state)) throw new Problem(REFUSED_BY_STATE[action])
  if (version !== undefined && record.version !== version) throw new Problem('state_conflict')
  return record
}
