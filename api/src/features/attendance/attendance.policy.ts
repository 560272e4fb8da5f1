import { mayMoveSession, type SessionView } from '@jijiao/shared/attendance'
import { type ClassState, isRunningClass } from '@jijiao/shared/classes'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { findVisibleClass, mayOperate } from '../classes'
import { type AttendanceSession, sessionModel } from './attendance.model'

/** A roll call is visible to whom its class is: mostly it is the unit's own, and then no further look is needed. */
export async function findVisibleSession(
  deps: Deps,
  actor: OperatorActor,
  sessionId: string,
): Promise<AttendanceSession> {
  const session = await sessionModel(deps.db).findById(sessionId).lean<AttendanceSession | null>()
  if (!session) throw new Problem('not_found')
  const isOwn = String(session.organizationId) === actor.actingAs.organizationId
  if (!isOwn) await findVisibleClass(deps, actor, String(session.classId))
  return session
}

/** Operators with the grant `operate` take the roll calls of their own unit; others who see them only look. */
export const mayTakeRoll = mayOperate

export function assertMayTakeRoll(actor: OperatorActor) {
  if (!mayTakeRoll(actor)) throw new Problem('not_allowed')
}

/** Only a roll call that takes place, or did, has marks that can be changed by hand. */
export const wasOpened = ({ state }: Pick<AttendanceSession, 'state'>) => state === 'open' || state === 'closed'

export function sessionAbilities(
  session: AttendanceSession,
  actor: OperatorActor,
  classState: ClassState,
): SessionView['abilities'] {
  const may = mayTakeRoll(actor) && classState === 'open'
  const mayPlan = mayTakeRoll(actor) && isRunningClass(classState)
  return {
    open: may && mayMoveSession('open', session.state),
    close: may && mayMoveSession('close', session.state),
    reopen: may && mayMoveSession('reopen', session.state),
    cancel: mayPlan && mayMoveSession('cancel', session.state),
    mark: may && wasOpened(session),
    showCode: may && session.state === 'open',
  }
}
