import type { affiliationContract } from '@jijiao/shared/affiliations/contract'
import { Types } from 'mongoose'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { PersonActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import type { Handlers, RequestInfo } from '../../http/call'
import { Problem } from '../../http/problem'
import { affiliationModel } from './affiliation.model'
import { DISPUTE_OBJECTION, visibleTo } from './affiliation.policy'
import { escalateDispute, objectToTransfer, openDispute, withdrawDispute } from './dispute.commands'
import { accountOfTrainee, decideDisputeAs } from './dispute.deciding'
import { type Dispute, disputeModel } from './dispute.model'
import { disputesVisibleTo, findDispute, isOpener } from './dispute.policy'
import { presentDisputes } from './dispute.presenter'
import { ownTraineeId, traineeIdOf } from './trainee.queries'

type DisputeOperations =
  | 'dispute'
  | 'object'
  | 'disputes'
  | 'myDisputes'
  | 'decideDispute'
  | 'escalateDispute'
  | 'withdrawDispute'

export function disputeRoutes(deps: Deps): Pick<Handlers<typeof affiliationContract>, DisputeOperations> {
  async function present(actor: PersonActor, request: RequestInfo, dispute: Dispute) {
    const [view] = await presentDisputes(deps, actor, [dispute], request.receivedAt)
    if (!view) throw new Error('a dispute was not presented')
    return view
  }

  async function page(filter: object, query: PageQuery, direction: 1 | -1) {
    const found = await disputeModel(deps.db)
      .find({ ...filter, ...afterCursor(query.cursor, { path: '_id', direction }) })
      .sort({ _id: direction })
      .limit(query.limit + 1)
      .lean<Dispute[]>()
    return cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
  }

  /** The person's own, or the own unit's: whoever may take it back. */
  async function findOwn(actor: PersonActor, disputeId: string): Promise<Dispute> {
    if (actor.actingAs) return findDispute(deps, disputeId, { holderId: actor.actingAs.organizationId })
    return findDispute(deps, disputeId, { traineeId: await ownTraineeId(deps, actor), kind: 'binding' })
  }

  return {
    async dispute({ params, body, actor, request }) {
      const given = { ...params, ...body, traineeId: await ownTraineeId(deps, actor) }
      return present(actor, request, await openDispute(deps, circumstances(actor, request), given))
    },
    async object({ params, body, actor, request }) {
      const isVisible = await affiliationModel(deps.db).exists({ _id: params.affiliationId, ...visibleTo(actor) })
      if (!isVisible) throw new Problem('not_found')
      assertMayDo(actor, DISPUTE_OBJECTION)
      const given = { ...params, ...body, organizationId: actor.actingAs.organizationId }
      return present(actor, request, await objectToTransfer(deps, circumstances(actor, request), given))
    },
    async disputes({ query, actor, request }) {
      const state = query.state ?? (actor.actingAs.kind === 'hrAuthority' ? 'escalated' : null)
      const filter = { ...(await disputesVisibleTo(deps, actor)), ...(state && { state }) }
      const { data, nextCursor } = await page(filter, query, 1)
      return { data: await presentDisputes(deps, actor, data, request.receivedAt), nextCursor }
    },
    async myDisputes({ query, actor, request }) {
      const traineeId = await traineeIdOf(deps, actor)
      if (!traineeId) return { data: [], nextCursor: null }
      const own = { traineeId: new Types.ObjectId(traineeId), kind: 'binding' }
      const { data, nextCursor } = await page(own, query, -1)
      return { data: await presentDisputes(deps, actor, data, request.receivedAt), nextCursor }
    },
    async decideDispute({ params, body, actor, request }) {
      const given = { ...params, ...body }
      return present(actor, request, await decideDisputeAs(deps, actor, circumstances(actor, request), given))
    },
    async escalateDispute({ params, actor, request }) {
      const own = { traineeId: await ownTraineeId(deps, actor), kind: 'binding' }
      const dispute = await findDispute(deps, params.disputeId, own)
      return present(actor, request, await escalateDispute(deps, circumstances(actor, request), dispute))
    },
    async withdrawDispute({ params, actor, request }) {
      const dispute = await findOwn(actor, params.disputeId)
      if (!isOpener(dispute, actor, await accountOfTrainee(deps, dispute))) throw new Problem('not_allowed')
      return present(actor, request, await withdrawDispute(deps, circumstances(actor, request), dispute))
    },
  }
}
