import { everyOne } from '../../db/every'
import type { Deps } from '../../deps'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { everyClassOf } from '../classes'
import { type AttendanceSession, markModel, sessionModel } from './attendance.model'

async function* everySessionOf(deps: Pick<Deps, 'db'>, unitId: AttendanceSession['organizationId']) {
  for await (const { _id: classId } of everyClassOf(deps, unitId)) {
    yield* everyOne(sessionModel(deps.db), { classId }, { path: 'startsAt', direction: -1, type: 'date' })
  }
}

const sessions: UnitDataKind = {
  name: 'sessions',
  label: '考勤安排',
  async *rows(deps, unitId) {
    for await (const one of everySessionOf(deps, unitId)) {
      yield rowOf(one, [
        'classId',
        'startsAt',
        'endsAt',
        'lateAfterMinutes',
        'scanOut',
        'place',
        'remark',
        'teacher',
        'state',
        'openedAt',
        'closedAt',
      ])
    }
  },
}

const marks: UnitDataKind = {
  name: 'attendance',
  label: '考勤记录',
  async *rows(deps, unitId) {
    for await (const { _id: sessionId } of everySessionOf(deps, unitId)) {
      // A session has no more than its class.
      const inSession = await markModel(deps.db).find({ sessionId }).sort({ traineeId: 1 }).lean()
      for (const one of inSession) {
        yield rowOf(one, [
          'sessionId',
          'classId',
          'traineeId',
          'state',
          'source',
          'markedAt',
          'leftAt',
          'flags',
          'decision',
          'reason',
        ])
      }
    }
  },
}

export const attendanceUnitData = [sessions, marks]
