import { MARK_SOURCE_LABELS, MARK_STATE_LABELS } from '@jijiao/shared/attendance'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { digitTryModel, markModel, sessionModel } from './attendance.model'

/** That somebody was there is kept; by which device, and what was said about it, need not be. */
const attendance: PersonalData = {
  kind: 'attendance',
  sources: [
    dataOf({
      model: markModel,
      of: ofTrainee,
      show: async ({ sessionId, ...mark }, { db }) => {
        const found = await sessionModel(db).findById(sessionId, { className: 1, startsAt: 1 }).lean()
        return {
          培训班: found?.className ?? null,
          考勤开始: found?.startsAt ?? null,
          考勤: MARK_STATE_LABELS[mark.state],
          来源: MARK_SOURCE_LABELS[mark.source],
          签到时间: mark.markedAt,
          签退时间: mark.leftAt,
          设备摘要: mark.device,
          说明: mark.reason,
        }
      },
    }),
  ],
  async erase({ deps, subject: { traineeId }, session }) {
    if (!traineeId) return
    const change = { $set: { device: null, reason: null }, $inc: { version: 1 } }
    await markModel(deps.db).updateMany({ traineeId }, change, { session })
  },
}

export const attendancePersonalData: readonly PersonalData[] = [
  attendance,
  { kind: 'teaching', also: [sessionModel] },
  { kind: 'security', also: [digitTryModel] },
]
