import type { ClientSession, Types } from 'mongoose'
import { claimAttachments } from '../../attachments'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { findInState, traineeOfRecord } from './decision.commands'
import { responsibleUnit } from './decision-route'
import { assertOtherEyes } from './four-eyes'
import { markHoursChanged } from './hours-version'
import { accountOf, newRecord } from './new-record'
import { moveRecord } from './record.commands'
import { contentOf, resolveContent, type TypedContent } from './record.content'
import { recordFact } from './record.facts'
import { recordFiles } from './record.files'
import { type CreditRecord, creditRecordModel } from './record.model'
import { isUnderRevision, recognizingBody } from './record.state'
import { signatureOf, trailLine } from './trail'

type Subject = Pick<CreditRecord, '_id'>

type Correcting = {
  readonly organizationId: Types.ObjectId
  readonly version: number
  readonly reason: string
  readonly input: TypedContent
}

/**
 * Drafts what a recognised record should have been. It goes the way of every record of the unit; once recognised it
 * takes the old one's place. Until then the old one counts and cannot be corrected a second time.
 */
export async function correctRecord(
  deps: Deps,
  of: Circumstances,
  { _id }: Subject,
  { organizationId, version, reason, input }: Correcting,
): Promise<CreditRecord> {
  return inTransaction(deps.db, async (session) => {
    const old = await findInState(deps, { _id }, 'correct', version, session)
    if (isUnderRevision(old)) throw new Problem('correction_pending')
    const trainee = await traineeOfRecord(deps, old)
    const unit = await responsibleUnit(deps, old.organizationId, session)
    const content = await resolveContent(deps, input, { unit, series: trainee.series })
    const declaredBy = { accountId: accountOf(of), organizationId }
    const correction: CreditRecord = {
      ...newRecord(of, { trainee, unit, content, source: old.source, declaredBy }),
      classId: old.classId,
      supersedesId: old._id,
      correctionReason: reason,
      // What the correction is compared with when it is confirmed.
      lastSubmission: contentOf(old),
    }
    await markUnderCorrection(deps, old, correction._id, session)
    await creditRecordModel(deps.db).create([correction], { session })
    const files = { owner: recordFiles(correction), ids: correction.attachmentIds ?? [] }
    await claimAttachments(deps, of, files, session)
    const drafted = recordFact(of, 'CreditRecordDrafted', correction, { from: null, to: 'draft', reason })
    await recordFacts(deps.db, [drafted], session)
    return correction
  })
}

async function markUnderCorrection(
  deps: Deps,
  old: CreditRecord,
  correctionId: Types.ObjectId,
  session: ClientSession,
) {
  const marked = await creditRecordModel(deps.db).updateOne(
    { _id: old._id, state: old.state, version: old.version },
    { $set: { correctionId }, $inc: { version: 1 } },
    { session },
  )
  if (marked.matchedCount === 0) throw new Problem('state_conflict')
}

type Asking = { readonly organizationId: Types.ObjectId; readonly version: number; readonly reason: string }

/** Asks the body that recognised a record to revoke it. */
export async function askRevocation(
  deps: Deps,
  of: Circumstances,
  { _id }: Subject,
  { organizationId, version, reason }: Asking,
): Promise<CreditRecord> {
  const signature = await signatureOf(deps, of, organizationId)
  return inTransaction(deps.db, async (session) => {
    const record = await findInState(deps, { _id }, 'askRevocation', version, session)
    if (isUnderRevision(record)) throw new Problem('correction_pending')
    const change = {
      revocation: { reason, askedBy: accountOf(of), askedAt: of.at },
      awaitingId: recognizingBody(record),
    }
    const lines = [trailLine(signature, 'declaration', 'revocationAsked', { opinion: reason })]
    return moveRecord(deps, of, record, { what: 'CreditRecordRevocationAsked', change, lines }, session)
  })
}

type DecidingRevocation = {
  readonly organizationId: Types.ObjectId
  readonly version: number
  readonly decision: 'approve' | 'refuse'
  readonly opinion: string | null
}

/** Revokes a record as asked, or lets it stand; by another person than the one who asked. */
export async function decideRevocation(
  deps: Deps,
  of: Circumstances,
  { _id }: Subject,
  { organizationId, version, decision, opinion }: DecidingRevocation,
): Promise<CreditRecord> {
  const signature = await signatureOf(deps, of, organizationId)
  return inTransaction(deps.db, async (session) => {
    const record = await findInState(deps, { _id }, 'decideRevocation', version, session)
    const { revocation } = record
    if (!revocation) throw new Problem('state_conflict')
    if (!record.awaitingId?.equals(organizationId)) throw new Problem('not_allowed')
    const isOwn = of.actor.accountId === (revocation.askedBy && String(revocation.askedBy))
    const selfApproved = await assertOtherEyes(deps, of, { isOwn, organizationId })
    const step = record.review?.steps[record.review.index] ?? 'unit'
    const decided = {
      awaitingId: null,
      decidedBy: signature.operatorId,
      selfApproved: record.selfApproved || selfApproved,
    }
    if (decision === 'refuse') {
      const lines = [trailLine(signature, step, 'revocationRefused', { opinion })]
      const change = { ...decided, revocation: null }
      return moveRecord(deps, of, record, { what: 'CreditRecordRevocationRefused', change, lines }, session)
    }
    const lines = [trailLine(signature, step, 'revoked', { opinion })]
    const change = { ...decided, state: 'revoked', revokedAt: of.at, liveClassId: null } as const
    const reason = revocation.reason
    const moved = await moveRecord(deps, of, record, { what: 'CreditRecordRevoked', change, lines, reason }, session)
    await markHoursChanged(deps, [moved], session)
    return moved
  })
}
