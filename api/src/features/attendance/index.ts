import { attendanceContract } from '@jijiao/shared/attendance/contract'
import { defineFeature } from '../../feature'
import { digitTryModel, markModel, sessionModel } from './attendance.model'
import { attendanceRoutes } from './attendance.routes'
import { markFacts } from './fact-source'

export { markModel, sessionModel } from './attendance.model'
export { createCheckInWriter } from './check-in.batch'
export { markManually } from './marks.commands'
export { moveSession, planSession, type SessionPlan } from './sessions.commands'

export const attendance = defineFeature({
  name: 'attendance',
  contract: attendanceContract,
  collections: [sessionModel, markModel, digitTryModel],
  routes: attendanceRoutes,
  factSource: markFacts,
})
