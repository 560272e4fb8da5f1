import { type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { type Dispute, disputeModel } from './dispute.model'

/** The person's dispute of each of these affiliations that was not taken back, by affiliation. */
export async function standingDisputes(
  deps: Pick<Deps, 'db'>,
  affiliations: readonly { readonly _id: Types.ObjectId }[],
): Promise<ReadonlyMap<string, Dispute>> {
  const ids = affiliations.map(({ _id }) => _id)
  const found = await disputeModel(deps.db)
    .find({ affiliationId: trusted({ $in: ids }), kind: 'binding', isStanding: true })
    .lean<Dispute[]>()
  return new Map(found.map((dispute) => [String(dispute.affiliationId), dispute]))
}
