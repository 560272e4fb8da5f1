import type { App } from '@jijiao/api/app'
import { sessionModel } from '@jijiao/api/features/attendance'
import { createCheckInCodes, slotAt } from '@jijiao/api/features/attendance/code'
import { classModel, enrollmentModel } from '@jijiao/api/features/classes'
import { Types } from 'mongoose'

export type Hall = {
  readonly sessionId: string
  readonly tokens: readonly string[]
  code(now: number): string
}

/**
 * An open class with enrolled trainees and one open session, written straight into the collections: what is measured
 * is the check-in, not the way there.
 */
export async function fillHall(app: App, size: number): Promise<Hall> {
  const { deps } = app
  const now = deps.clock.now()
  const organizationId = new Types.ObjectId()
  const classId = new Types.ObjectId()
  const sessionId = new Types.ObjectId()
  await classModel(deps.db).collection.insertOne({
    _id: classId,
    organizationId,
    name: '签到压力测试班',
    category: 'professional',
    state: 'open',
    plannedNumber: size,
    enrolledCount: size,
    version: 1,
  })
  await sessionModel(deps.db).collection.insertOne({
    _id: sessionId,
    classId,
    organizationId,
    className: '签到压力测试班',
    place: null,
    startsAt: new Date(now),
    endsAt: new Date(now + 3_600_000),
    lateAfterMinutes: 10,
    offlineLimitMinutes: 30,
    geofence: null,
    remark: null,
    state: 'open',
    openedAt: new Date(now),
    closedAt: null,
    wrongDigits: 0,
    version: 2,
  })
  const traineeIds = Array.from({ length: size }, () => new Types.ObjectId())
  await enrollmentModel(deps.db).collection.insertMany(
    traineeIds.map((traineeId) => ({
      classId,
      traineeId,
      organizationId,
      traineeName: '测试',
      enrolledAt: new Date(now),
    })),
  )
  const codes = createCheckInCodes(deps.secrets.checkInKey)
  return {
    sessionId: String(sessionId),
    tokens: traineeIds.map((traineeId) =>
      deps.tokens.sign({
        accountId: String(new Types.ObjectId()),
        sessionId: String(new Types.ObjectId()),
        isRealName: true,
        traineeId: String(traineeId),
        actingAs: null,
      }),
    ),
    code: (at) => codes.codeOf(String(sessionId), slotAt(at)),
  }
}
