import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { openRollCall, refusalOf, scan } from '../../../../test/support/attendance'
import type { TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const MINUTE = 60_000

async function rollCall(size: number, isScannedOut = true) {
  const hall = await openRollCall(api, size, { scanOut: isScannedOut })
  const trainees = hall.trainees as [TestTrainee, ...TestTrainee[]]
  return { ...hall, trainees, code: hall.code }
}

describe('a roll call that is scanned on leaving', () => {
  it('takes the last scan as the leaving, and one right after the arrival as its repetition', async () => {
    const { trainees, code } = await rollCall(1)
    const [trainee] = trainees
    const arrived = await scan(api, trainee, code())
    expect(arrived).toMatchObject({ isRepeated: false, isLeaving: false, mark: { state: 'present', leftAt: null } })
    api.clock.advance(9 * MINUTE)
    expect(await scan(api, trainee, code())).toMatchObject({ isRepeated: true, isLeaving: false })
    api.clock.advance(60 * MINUTE)
    const early = new Date(api.clock.now()).toISOString()
    expect((await scan(api, trainee, code())).mark).toMatchObject({ state: 'present', leftAt: early })
    api.clock.advance(120 * MINUTE)
    const late = new Date(api.clock.now()).toISOString()
    const left = await scan(api, trainee, code())
    expect(left).toMatchObject({ isRepeated: false, isLeaving: true, mark: { id: arrived.mark.id, leftAt: late } })
    await vi.waitFor(async () => {
      const facts = await factNamesAbout(api, arrived.mark.id)
      expect(facts).toEqual(['AttendanceMarked', 'LeavingScanned', 'LeavingScanned'])
    }, 10_000)
  })

  it('lets people leave after its end, but not arrive', async () => {
    const { trainees, code } = await rollCall(2)
    const [here, gone] = trainees as [TestTrainee, TestTrainee]
    await scan(api, here, code())
    api.clock.advance(200 * MINUTE)
    expect((await scan(api, here, code())).isLeaving).toBe(true)
    expect(await refusalOf(scan(api, gone, code()))).toBe('check_in_closed')
    api.clock.advance(30 * MINUTE)
    expect(await refusalOf(scan(api, here, code()))).toBe('check_in_closed')
  })

  it('keeps one mark with the latest leaving, however many scans come at once', async () => {
    const { trainees, code } = await rollCall(1)
    const [trainee] = trainees
    await scan(api, trainee, code())
    api.clock.advance(60 * MINUTE)
    const answers = await Promise.all(Array.from({ length: 6 }, () => scan(api, trainee, code())))
    expect(new Set(answers.map(({ mark }) => mark.id)).size).toBe(1)
    expect(answers.filter(({ isLeaving }) => isLeaving)).toHaveLength(1)
  })

  it('is asked for by the class, session by session', async () => {
    const { trainees, code } = await rollCall(1, false)
    await scan(api, trainees[0], code())
    api.clock.advance(60 * MINUTE)
    const again = await scan(api, trainees[0], code())
    expect(again).toMatchObject({ isRepeated: true, isLeaving: false, mark: { leftAt: null } })
  })
})

describe('what a class asks of attendance', () => {
  it('is set while it runs and is copied to the roll calls planned afterwards', async () => {
    const hall = await openRollCall(api, 0)
    const operator = api.as(hall.operator)
    const params = { classId: String(hall.trainingClass._id) }
    const before = await operator.classes.get({ params })
    expect(before.attendanceRule).toEqual({ leastSharePercent: 0, leave: 'doesNotCount', scanOut: false })
    const body = { leastSharePercent: 80, leave: 'counts', scanOut: true, version: before.version } as const
    const changed = await operator.classes.setAttendanceRule({ params, body })
    expect(changed.attendanceRule).toEqual({ leastSharePercent: 80, leave: 'counts', scanOut: true })
    expect(await refusalOf(operator.classes.setAttendanceRule({ params, body }))).toBe('state_conflict')
    const times = { startsAt: '2027-03-02T01:00:00.000Z', endsAt: '2027-03-02T04:00:00.000Z' }
    expect((await operator.attendance.planSession({ params, body: times })).scanOut).toBe(true)
    expect((await operator.attendance.planSession({ params, body: { ...times, scanOut: false } })).scanOut).toBe(false)
    await operator.classEndings.cancel({ params, body: {} })
    const ended = operator.classes.setAttendanceRule({ params, body: { ...body, version: changed.version + 3 } })
    expect(await refusalOf(ended)).toBe('class_ended')
  })
})
