import { PROBLEMS } from '@jijiao/shared/http'
import type { RowResult } from '@jijiao/shared/http/contract'
import type { leaveRequestContract } from '@jijiao/shared/leave-requests/contract'
import { circumstances } from '../../audit'
import type { PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { traineeIdOf, traineesById } from '../affiliations'
import { assertMayTakeRoll } from '../attendance'
import { askForLeave, decideLeave, withdrawLeave } from './leave-request.commands'
import { presentLeaveRequest, presentMyLeaveRequest } from './leave-request.presenter'
import { pageOfLeaveRequests, pageOfMyLeaveRequests } from './leave-request.queries'

export function leaveRequestRoutes(deps: Deps): Handlers<typeof leaveRequestContract> {
  async function ownTraineeId(actor: PersonActor): Promise<string> {
    const traineeId = await traineeIdOf(deps, actor)
    if (!traineeId) throw new Problem('not_found')
    return traineeId
  }

  return {
    async ask({ body, actor, request }) {
      const traineeId = await ownTraineeId(actor)
      const asked = await askForLeave(deps, circumstances(actor, request), { traineeId, ...body })
      return { data: asked.map(presentMyLeaveRequest) }
    },
    async mine({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      if (!traineeId) return { data: [], nextCursor: null }
      const { data, nextCursor } = await pageOfMyLeaveRequests(deps, traineeId, query)
      return { data: data.map(presentMyLeaveRequest), nextCursor }
    },
    async withdraw({ params, actor, request }) {
      const given = { ...params, traineeId: await ownTraineeId(actor) }
      return presentMyLeaveRequest(await withdrawLeave(deps, circumstances(actor, request), given))
    },
    async list({ query, actor }) {
      const { data, nextCursor } = await pageOfLeaveRequests(deps, actor.actingAs.organizationId, query)
      const ids = data.map(({ traineeId }) => traineeId)
      const trainees = await traineesById(deps, ids)
      const rows = data.map((request) => {
        const trainee = trainees.get(String(request.traineeId))
        if (!trainee) throw new Error(`the trainee of leave request ${request._id} is gone`)
        return presentLeaveRequest(deps, actor, request, trainee)
      })
      return { data: rows, nextCursor }
    },
    async decide({ body, actor, request }) {
      assertMayTakeRoll(actor)
      const of = circumstances(actor, request)
      const { ids, ...decision } = body
      const results: RowResult[] = []
      for (const id of new Set(ids)) {
        const given = { leaveRequestId: id, organizationId: actor.actingAs.organizationId, ...decision }
        try {
          await decideLeave(deps, of, given)
          results.push({ id, outcome: 'done' })
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          results.push({ id, outcome: 'refused', problem: { code: error.code, title: PROBLEMS[error.code].title } })
        }
      }
      return { results }
    },
  }
}
