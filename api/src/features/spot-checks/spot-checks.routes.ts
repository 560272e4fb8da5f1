import type { spotCheckContract } from '@jijiao/shared/spot-checks/contract'
import { circumstances } from '../../audit'
import { ownedBy } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import { afterCursor, cutPage } from '../../db/keyset'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { findVisibleSession } from '../attendance'
import { findVisibleClass, type TrainingClass } from '../classes'
import { drawSpotCheck, recordFindings } from './spot-check.commands'
import { type SpotCheck, spotCheckModel } from './spot-check.model'
import { assertMayCheck, findVisibleSpotCheck } from './spot-check.policy'
import { presentSpotCheck, presentSummary } from './spot-check.presenter'

export function spotCheckRoutes(deps: Deps): Handlers<typeof spotCheckContract> {
  async function sessionOf(trainingClass: TrainingClass, actor: OperatorActor, sessionId: string) {
    const session = await findVisibleSession(deps, actor, sessionId)
    if (!session.classId.equals(trainingClass._id)) throw new Problem('not_found')
    return session
  }

  return {
    async draw({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayCheck(actor)
      const session = body.sessionId === null ? null : await sessionOf(trainingClass, actor, body.sessionId)
      const { organizationId } = actor.actingAs
      const given = { trainingClass, session, organizationId, size: body.size }
      return presentSpotCheck(deps, actor, await drawSpotCheck(deps, circumstances(actor, request), given))
    },
    async list({ params, query, actor }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      const found = await spotCheckModel(deps.db)
        .find({
          classId: trainingClass._id,
          ...ownedBy(actor),
          ...afterCursor(query.cursor, { path: '_id', direction: -1 }),
        })
        .sort({ _id: -1 })
        .limit(query.limit + 1)
        .lean<SpotCheck[]>()
      const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
      return { data: data.map(presentSummary), nextCursor }
    },
    async get({ params, actor }) {
      return presentSpotCheck(deps, actor, await findVisibleSpotCheck(deps, actor, params.spotCheckId))
    },
    async record({ params, body, actor, request }) {
      const spotCheck = await findVisibleSpotCheck(deps, actor, params.spotCheckId)
      assertMayCheck(actor)
      const recorded = await recordFindings(deps, circumstances(actor, request), spotCheck, body)
      return presentSpotCheck(deps, actor, recorded)
    },
  }
}
