import { mayMoveSession, type SessionView } from '@jijiao/shared/attendance'
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

/** Only a roll call that takes place, or did, has marks that can be changed by hand. */
export const wasOpened = ({ state }: Pick<AttendanceSession, 'state'>) => state === 'open' || state === 'closed'

export function sessionAbilities(
  session: AttendanceSession,
  actor: OperatorActor,
  isClassOpen: boolean,
): SessionView['abilities'] {
  const may = mayTakeRoll(actor) && isClassOpen
  return {
    open: may && mayMoveSession('open', session.state),
    close: may && mayMoveSession('close', session.state),
    reopen: may && mayMoveSession('reopen', session.state),
    cancel: may && mayMoveSession('cancel', session.state),
    mark: may && wasOpened(session),
    showCode: may && session.state === 'open',
  }
}
