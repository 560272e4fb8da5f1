import { dayInChina } from '@jijiao/shared/credit-records'
import { dayText } from '@jijiao/shared/text'
import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import { ownedBy } from '../../auth/acting'
import type { Deps } from '../../deps'
import { traineeIdOf, traineesById } from '../affiliations'
import { mayTakeRoll } from '../attendance'
import { decideLeave } from './leave-request.commands'
import { type LeaveRequest, leaveRequestModel } from './leave-request.model'

const titleOf = ({ className, startsAt }: LeaveRequest) => `“${className}”${dayText(dayInChina(startsAt))}请假`

export function leaveRequestTodo(deps: Deps): TodoSource {
  const Requests = leaveRequestModel(deps.db)
  return {
    kind: 'leaveRequest',
    subjectKind: 'leaveRequest',
    work: { kinds: ['unit', 'provider'], grant: 'operate' },
    streams(actor) {
      return { others: todoStream(Requests, { ...ownedBy(actor), state: 'pending' }, 'askedAt') }
    },
    async rows(actor, ids) {
      const found = await Requests.find({
        _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }),
        ...ownedBy(actor),
        state: 'pending',
      }).lean<LeaveRequest[]>()
      const trainees = await traineesById(
        deps,
        found.map(({ traineeId }) => traineeId),
      )
      return found.map((request) => ({
        id: String(request._id),
        askedAt: request.askedAt,
        title: titleOf(request),
        asker: trainees.get(String(request.traineeId))?.name ?? '',
        neededOn: dayInChina(request.startsAt),
        hasConflict: false,
        version: null,
        link: { page: 'leaveRequests', params: { classId: String(request.classId) } },
        mayDecide: mayTakeRoll(actor),
      }))
    },
    decide(actor, of, { id: leaveRequestId, decision, reason }) {
      const given = { leaveRequestId, organizationId: actor.actingAs.organizationId, reason }
      return decideLeave(deps, of, { ...given, decision: decision === 'approve' ? 'approve' : 'refuse' })
    },
    async asked(actor, id) {
      const traineeId = actor.actingAs ? null : await traineeIdOf(deps, actor)
      const own = traineeId && (await Requests.findOne({ _id: id, traineeId, state: 'pending' }).lean<LeaveRequest>())
      if (!own) return null
      const trainee = (await traineesById(deps, [own.traineeId])).get(String(own.traineeId))
      return {
        title: titleOf(own),
        asker: trainee?.name ?? '',
        askedAt: own.askedAt,
        deciderId: own.organizationId,
      }
    },
  }
}
