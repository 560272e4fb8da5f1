import { SESSION_LIFECYCLE, type SessionAction, type SessionView } from '@jijiao/shared/attendance'
import { Types } from 'mongoose'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type AttendanceSession, sessionModel } from './attendance.model'

/** What an operator may see: the roll calls of the unit acted for. Anything else is absent, not forbidden. */
const visibleTo = (actor: OperatorActor) => ({ organizationId: new Types.ObjectId(actor.actingAs.organizationId) })

export async function findVisibleSession(
  deps: Deps,
  actor: OperatorActor,
  sessionId: string,
): Promise<AttendanceSession> {
  const session = await sessionModel(deps.db)
    .findOne({ _id: sessionId, ...visibleTo(actor) })
    .lean<AttendanceSession>()
  if (!session) throw new Problem('not_found')
  return session
}

/** Unit operators with the grant `operate` take roll calls; others who see them only look. */
export const mayTakeRoll = (actor: OperatorActor) => actor.actingAs.grants.includes('operate')

export function assertMayTakeRoll(actor: OperatorActor) {
  if (!mayTakeRoll(actor)) throw new Problem('not_allowed')
}

export const allowsMove = (session: AttendanceSession, action: SessionAction) =>
  (SESSION_LIFECYCLE[action].from as readonly string[]).includes(session.state)

export function sessionAbilities(
  session: AttendanceSession,
  actor: OperatorActor,
  isClassOpen: boolean,
): SessionView['abilities'] {
  const may = mayTakeRoll(actor) && isClassOpen
  return {
    open: may && allowsMove(session, 'open'),
    close: may && allowsMove(session, 'close'),
    reopen: may && allowsMove(session, 'reopen'),
    mark: may && session.state !== 'planned',
    showCode: may && session.state === 'open',
  }
}
