import { LEAVE_STATES } from '@jijiao/shared/leave-requests'
import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { leaveRequestModel } from './leave-request.model'

export const leaveRequestUnitData: readonly UnitDataKind[] = [
  {
    name: 'leaveRequests',
    label: '请假申请',
    async *rows({ db }, organizationId) {
      const byAge = { path: 'askedAt', direction: 1, type: 'date' } as const
      for (const state of LEAVE_STATES) {
        for await (const one of everyOne(leaveRequestModel(db), { organizationId, state }, byAge)) {
          yield rowOf(one, [
            'sessionId',
            'classId',
            'traineeId',
            'reason',
            'state',
            'askedAt',
            'decidedAt',
            'decisionReason',
          ])
        }
      }
    },
  },
]
