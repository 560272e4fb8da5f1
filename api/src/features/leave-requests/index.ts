import { leaveRequestContract } from '@jijiao/shared/leave-requests/contract'
import { defineFeature } from '../../feature'
import { leaveRequestModel } from './leave-request.model'
import { leaveRequestTodo } from './leave-request.todo'
import { leaveRequestRoutes } from './leave-requests.routes'
import { leavePersonalData } from './personal-data'
import { leaveRequestUnitData } from './unit-data'

export { askForLeave, lapseLeave, lapsePendingLeave } from './leave-request.commands'
export { type LeaveRequest, leaveRequestModel } from './leave-request.model'

export const leaveRequests = defineFeature({
  name: 'leaveRequests',
  contract: leaveRequestContract,
  collections: [leaveRequestModel],
  unitData: leaveRequestUnitData,
  personalData: leavePersonalData,
  routes: leaveRequestRoutes,
  todoSources: (deps) => [leaveRequestTodo(deps)],
})
