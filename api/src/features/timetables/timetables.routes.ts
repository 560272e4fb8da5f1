import type { timetableContract } from '@jijiao/shared/timetables/contract'
import { circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { assertMayTakeRoll, findVisibleSession } from '../attendance'
import { findVisibleClass } from '../classes'
import { timeConflictsOf } from './teacher-conflicts'
import { cancelSession, setTimetable } from './timetable.commands'

export function timetableRoutes(deps: Deps): Handlers<typeof timetableContract> {
  return {
    async set({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayTakeRoll(actor)
      return setTimetable(deps, circumstances(actor, request), { trainingClass, ...body })
    },
    async teacherConflicts({ params, actor }) {
      return { data: await timeConflictsOf(deps, await findVisibleClass(deps, actor, params.classId)) }
    },
    async cancelSession({ params, body, actor, request }) {
      const session = await findVisibleSession(deps, actor, params.sessionId)
      assertMayTakeRoll(actor)
      await cancelSession(deps, circumstances(actor, request), session, body.reason)
    },
  }
}
