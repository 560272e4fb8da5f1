import { type LeaveRequestView, type MyLeaveRequestView, mayMoveLeave } from '@jijiao/shared/leave-requests'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { presentPerson, type Trainee } from '../affiliations'
import { mayTakeRoll } from '../attendance'
import type { LeaveRequest } from './leave-request.model'

const presentFields = (request: LeaveRequest) => ({
  id: String(request._id),
  classId: String(request.classId),
  className: request.className,
  sessionId: String(request.sessionId),
  startsAt: request.startsAt.toISOString(),
  endsAt: request.endsAt.toISOString(),
  reason: request.reason,
  state: request.state,
  askedAt: request.askedAt.toISOString(),
  decidedAt: request.decidedAt?.toISOString() ?? null,
  decisionReason: request.decisionReason,
})

export const presentMyLeaveRequest = (request: LeaveRequest): MyLeaveRequestView => ({
  ...presentFields(request),
  abilities: { withdraw: mayMoveLeave('withdraw', request.state) },
})

export function presentLeaveRequest(
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  request: LeaveRequest,
  trainee: Trainee,
): LeaveRequestView {
  const { name, phone } = presentPerson(deps, trainee)
  const may = mayTakeRoll(actor)
  return {
    ...presentFields(request),
    trainee: { id: String(trainee._id), name, phone },
    abilities: {
      approve: may && mayMoveLeave('approve', request.state),
      refuse: may && mayMoveLeave('refuse', request.state),
    },
  }
}
