import { LEAVE_STATE_LABELS } from '@jijiao/shared/leave-requests'
import { trusted } from 'mongoose'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { leaveRequestModel } from './leave-request.model'

/** What was granted stands in the mark; why somebody asked need not be kept beyond that. */
export const leavePersonalData: readonly PersonalData[] = [
  {
    kind: 'leaveRequests',
    sources: [
      dataOf({
        model: leaveRequestModel,
        of: ofTrainee,
        show: ({ className, startsAt, state, reason, askedAt, decidedAt, decisionReason }) => ({
          培训班: className,
          考勤开始: startsAt,
          状态: LEAVE_STATE_LABELS[state],
          事由: reason,
          申请时间: askedAt,
          办理时间: decidedAt,
          办理意见: decisionReason,
        }),
      }),
    ],
    async erase({ deps, subject: { traineeId }, session }) {
      if (!traineeId) return
      await leaveRequestModel(deps.db).deleteMany({ traineeId, state: trusted({ $ne: 'pending' }) }, { session })
    },
  },
]
