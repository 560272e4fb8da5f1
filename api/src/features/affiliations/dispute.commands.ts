import {
  DISPUTE_LIFECYCLE,
  type DisputeDecision,
  type DisputeState,
  mayEscalate,
  mayObject,
} from '@jijiao/shared/affiliations'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { accountOf, affiliationFact } from './affiliation.bind'
import { finish } from './affiliation.endings'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { type Dispute, disputeModel } from './dispute.model'
import { recordDispute } from './dispute.settle'
import { tellDecision, tellOfDispute } from './notices'
import { askRecount } from './recount'

type Given = { readonly affiliationId: string; readonly reason: string }

/** The person says that a unit added them wrongly. */
export async function openDispute(
  deps: Deps,
  of: Circumstances,
  { affiliationId, traineeId, reason }: Given & { readonly traineeId: string },
): Promise<Dispute> {
  return open(deps, of, async (session) => {
    const own = { _id: affiliationId, traineeId }
    const binding = await affiliationModel(deps.db).findOne(own, null, { session }).lean<Affiliation | null>()
    if (!binding) throw new Problem('not_found')
    if (binding.state !== 'active') throw new Problem('state_conflict')
    if (binding.origin === 'asked') throw new Problem('not_disputable')
    const { organizationId, regionCodes } = binding
    return { ...disputeOf(binding, of, reason), kind: 'binding', state: 'open', holderId: organizationId, regionCodes }
  })
}

/** The former unit objects to a change of unit. */
export async function objectToTransfer(
  deps: Deps,
  of: Circumstances,
  { affiliationId, organizationId, reason }: Given & { readonly organizationId: string },
): Promise<Dispute> {
  return open(deps, of, async (session) => {
    const own = { _id: affiliationId, organizationId }
    const former = await affiliationModel(deps.db).findOne(own, null, { session }).lean<Affiliation | null>()
    if (!former) throw new Problem('not_found')
    const { endedBy, endedAt, movedToId } = former
    if (endedBy !== 'transfer' || !endedAt || !mayObject(endedAt, of.at.getTime())) throw new Problem('not_disputable')
    const binding = await affiliationModel(deps.db).findById(movedToId, null, { session }).lean<Affiliation | null>()
    if (binding?.state !== 'active') throw new Problem('not_disputable')
    // An authority that both units are under; where there is none, the one of the unit that people are bound to now.
    const common = binding.regionCodes.filter((code) => former.regionCodes.includes(code))
    return {
      ...disputeOf(binding, of, reason),
      kind: 'transfer',
      state: 'escalated',
      formerAffiliationId: former._id,
      holderId: former.organizationId,
      regionCodes: common.length > 0 ? common : binding.regionCodes,
      escalatedAt: of.at,
    }
  })
}

const disputeOf = ({ _id, traineeId, organizationId }: Affiliation, of: Circumstances, reason: string) => ({
  _id: new Types.ObjectId(),
  affiliationId: _id,
  formerAffiliationId: null,
  traineeId,
  organizationId,
  isStanding: true,
  reason,
  openedAt: of.at,
  escalatedAt: null,
  decidedAt: null,
  decidedBy: null,
  opinion: null,
})

async function open(
  deps: Deps,
  of: Circumstances,
  find: (session: ClientSession) => Promise<Dispute>,
): Promise<Dispute> {
  try {
    return await inTransaction(deps.db, async (session) => {
      const dispute = await find(session)
      await disputeModel(deps.db).create([dispute], { session })
      await recordDispute(deps, of, dispute, null, session)
      await tellOfDispute({ deps, of, session }, dispute)
      return dispute
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('dispute_exists')
    throw error
  }
}

type Decision = { readonly decision: DisputeDecision; readonly opinion: string }

/** Upheld, the binding ends; of a transfer the former one is restored. The dispute is as its decider saw it. */
export async function decideDispute(
  deps: Deps,
  of: Circumstances,
  dispute: Dispute,
  { decision, opinion }: Decision,
): Promise<Dispute> {
  const { to } = DISPUTE_LIFECYCLE[decision]
  return inTransaction(deps.db, async (session) => {
    const change = { decidedAt: of.at, decidedBy: accountOf(of), opinion }
    const decided = await moveDispute(deps, of, dispute, { ...change, state: to }, session)
    await tellDecision({ deps, of, session }, decided)
    if (decision === 'dismiss') return decided
    const own = { _id: dispute.affiliationId, traineeId: dispute.traineeId }
    await finish(deps, of, own, { ending: 'uphold', reason: opinion }, session)
    if (dispute.formerAffiliationId) await restore(deps, of, dispute.formerAffiliationId, session)
    return decided
  })
}

/** The former binding again, as a new one: what ended stays ended. */
async function restore(deps: Deps, of: Circumstances, formerId: Types.ObjectId, session: ClientSession) {
  const former = await affiliationModel(deps.db).findById(formerId, null, { session }).orFail().lean<Affiliation>()
  const current = await affiliationModel(deps.db)
    .findOne({ traineeId: former.traineeId }, { nameKeys: 1, searchKeys: 1 }, { session })
    .sort({ _id: -1 })
    .orFail()
    .lean<Affiliation>()
  const restored: Affiliation = {
    ...former,
    _id: new Types.ObjectId(),
    state: 'active',
    origin: 'restored',
    nameKeys: current.nameKeys,
    searchKeys: current.searchKeys,
    decidedAt: of.at,
    decidedBy: accountOf(of),
    endedAt: null,
    endedBy: null,
    movedToId: null,
    reason: null,
  }
  await affiliationModel(deps.db).create([restored], { session })
  await askRecount(deps, [restored.traineeId], session)
  await recordFacts(deps.db, [affiliationFact(of, 'AffiliationRestored', restored, null)], session)
}

/** The person goes to the authority. */
export async function escalateDispute(deps: Deps, of: Circumstances, dispute: Dispute): Promise<Dispute> {
  const may = mayEscalate(dispute, of.at.getTime())
  if (may !== 'yes') throw new Problem(may === 'waits' ? 'dispute_waits' : 'state_conflict')
  return inTransaction(deps.db, async (session) => {
    const active = { _id: dispute.affiliationId, state: 'active' as const }
    if (!(await affiliationModel(deps.db).exists(active).session(session))) throw new Problem('state_conflict')
    return moveDispute(deps, of, dispute, { state: DISPUTE_LIFECYCLE.escalate.to, escalatedAt: of.at }, session)
  })
}

/** Whoever opened it takes it back. */
export async function withdrawDispute(deps: Deps, of: Circumstances, dispute: Dispute): Promise<Dispute> {
  const { from, to } = DISPUTE_LIFECYCLE.withdraw
  if (!(from as readonly DisputeState[]).includes(dispute.state)) throw new Problem('state_conflict')
  return inTransaction(deps.db, (session) =>
    moveDispute(deps, of, dispute, { state: to, isStanding: false, decidedAt: of.at }, session),
  )
}

async function moveDispute(
  deps: Deps,
  of: Circumstances,
  { _id, state: from }: Dispute,
  change: Partial<Dispute> & Pick<Dispute, 'state'>,
  session: ClientSession,
): Promise<Dispute> {
  const moved = await disputeModel(deps.db)
    .findOneAndUpdate({ _id, state: from }, { $set: change }, { returnDocument: 'after', session })
    .lean<Dispute | null>()
  if (!moved) throw new Problem('state_conflict')
  await recordDispute(deps, of, moved, from, session)
  return moved
}
