import { PLACE_WITHIN_MINUTES } from '@jijiao/shared/attendance'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken, openRollCall, refusalOf, scan } from '../../../../test/support/attendance'
import type { TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { sessionModel } from './attendance.model'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const HERE = { latitude: 23.0208, longitude: 113.7519, accuracyMetres: 30 }
const ELSEWHERE = { ...HERE, latitude: 23.2 }

/** A roll call with a place, and somebody who may say it. */
async function rollCall() {
  const hall = await openRollCall(api, 2, {
    geofence: { latitude: 23.0207, longitude: 113.7518, radiusMetres: 200 },
  })
  const [trainee, other] = hall.trainees as [TestTrainee, TestTrainee]
  const params = { sessionId: hall.sessionId }
  const tell = (position = HERE, who = trainee) =>
    api.as(freshToken(api, who)).attendance.tellPlace({ params, body: { position } })
  return { ...hall, params, trainee, other, tell }
}

describe('telling the place after the scan', () => {
  it('takes the doubt from a mark that was made without it, once, and the log tells so', async () => {
    const { trainee, tell, code } = await rollCall()
    const { mark } = await scan(api, trainee, code())
    expect(mark.flags).toEqual(['withoutPlace'])
    api.clock.advance((PLACE_WITHIN_MINUTES - 1) * 60_000)
    const told = await tell()
    expect(told).toMatchObject({ id: mark.id, state: 'present', markedAt: mark.markedAt, flags: [] })
    expect(await tell(ELSEWHERE)).toEqual(told)
    await vi.waitFor(async () => {
      expect(await factNamesAbout(api, mark.id)).toEqual(['AttendanceMarked', 'PlaceTold'])
    }, 10_000)
  })

  it('says so where the phone is elsewhere', async () => {
    const { trainee, tell, code } = await rollCall()
    await scan(api, trainee, code())
    expect((await tell(ELSEWHERE)).flags).toEqual(['outsidePlace'])
  })

  it('refuses it without a mark, long after the scan, and when the class is closed', async () => {
    const { trainee, other, params, tell, code } = await rollCall()
    await scan(api, trainee, code())
    expect(await refusalOf(tell(HERE, other))).toBe('not_checked_in')
    api.clock.advance(PLACE_WITHIN_MINUTES * 60_000 + 1)
    expect(await refusalOf(tell())).toBe('place_too_late')
    await scan(api, other, code())
    await sessionModel(api.app.deps.db).updateOne({ _id: params.sessionId }, { $set: { isSealed: true } })
    expect(await refusalOf(tell(HERE, other))).toBe('class_not_open')
  })

  it('is told once, whatever the operator marks at the same moment', async () => {
    const { trainee, params, operator, tell, code } = await rollCall()
    const { mark } = await scan(api, trainee, code())
    const { traineeId } = trainee
    const byHand = api.as(operator).attendance.mark({
      params,
      body: { marks: [{ traineeId, state: 'late', version: mark.version }], reason: '核对签到表' },
    })
    const [, ...told] = await Promise.all([byHand, tell(), tell(), tell()])
    expect(told.every(({ flags }) => flags.length === 0)).toBe(true)
    await vi.waitFor(async () => {
      expect((await factNamesAbout(api, mark.id)).filter((name) => name === 'PlaceTold')).toHaveLength(1)
    }, 10_000)
  })
})
