import type { DisputeState } from '@jijiao/shared/affiliations'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import type { Deps } from '../../deps'
import { type Dispute, disputeModel } from './dispute.model'

/**
 * A binding that ends takes along what was said against it. A unit that unbinds has given in to its trainee; an
 * objection to a transfer has lost its object.
 */
export async function settleDisputes(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { affiliationId, isUnbound }: { readonly affiliationId: Types.ObjectId; readonly isUnbound: boolean },
  session: ClientSession,
): Promise<void> {
  const open = await disputeModel(deps.db)
    .find({ affiliationId, state: trusted({ $in: ['open', 'escalated'] }) }, null, { session })
    .lean<Dispute[]>()
  for (const { _id, kind, state: from } of open) {
    const isUpheld = isUnbound && kind === 'binding'
    const settled = await disputeModel(deps.db)
      .findOneAndUpdate(
        { _id, state: from },
        { $set: { state: isUpheld ? 'upheld' : 'withdrawn', isStanding: isUpheld, decidedAt: of.at } },
        { returnDocument: 'after', session },
      )
      .lean<Dispute | null>()
    if (settled) await recordDispute(deps, of, settled, from, session)
  }
}

const FACTS = {
  open: 'DisputeOpened',
  escalated: 'DisputeEscalated',
  upheld: 'DisputeUpheld',
  dismissed: 'DisputeDismissed',
  withdrawn: 'DisputeWithdrawn',
} as const satisfies Record<DisputeState, Fact['what']>

export const recordDispute = (
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  dispute: Dispute,
  from: DisputeState | null,
  session: ClientSession,
) =>
  recordFacts(
    deps.db,
    [
      fact(of, {
        what: FACTS[dispute.state],
        subject: { kind: 'dispute', id: String(dispute._id) },
        organizationId: String(dispute.holderId),
        from,
        to: dispute.state,
        reason: dispute.opinion ?? dispute.reason,
        details: { affiliationId: String(dispute.affiliationId), traineeId: String(dispute.traineeId) },
      }),
    ],
    session,
  )
