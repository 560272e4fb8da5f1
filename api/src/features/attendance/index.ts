import { attendanceContract } from '@jijiao/shared/attendance/contract'
import { defineFeature } from '../../feature'
import { digitTryModel, markModel, sessionModel } from './attendance.model'
import { attendanceRoutes } from './attendance.routes'
import { markFacts } from './fact-source'
import { lateScanTodo } from './late-scan.todo'
import { attendancePersonalData } from './personal-data'
import { attendanceUnitData } from './unit-data'

export { type AttendanceMark, type AttendanceSession, markModel, sessionModel } from './attendance.model'
export { assertMayTakeRoll, findVisibleSession, mayTakeRoll } from './attendance.policy'
export { createCheckInWriter } from './check-in.batch'
export { namedBy, namedByClass } from './class-names'
export { markLeave } from './leave-mark.command'
export { markManually, refuseLateScans } from './marks.commands'
export { cancellationNotices, timetableNotices } from './notices'
export {
  cancelSessions,
  endSessions,
  insertSessions,
  moveSession,
  newSession,
  planSession,
  type SessionPlan,
  sessionFact,
  unsealSessions,
} from './sessions.commands'

export const attendance = defineFeature({
  name: 'attendance',
  contract: attendanceContract,
  collections: [sessionModel, markModel, digitTryModel],
  unitData: attendanceUnitData,
  personalData: attendancePersonalData,
  routes: attendanceRoutes,
  todoSources: (deps) => [lateScanTodo(deps)],
  factSource: markFacts,
})
