import { SLOT_SECONDS, TRIES_PER_SLOT } from '@jijiao/shared/attendance'
import { ProblemError } from '@jijiao/shared/http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken, openRollCall, refusalOf, scan } from '../../../../test/support/attendance'
import { addTrainees, personToken, type TestTrainee } from '../../../../test/support/classes'
import { markModel } from './attendance.model'

const MINUTE_MS = 60_000

let api: TestApi
let hall: Awaited<ReturnType<typeof openRollCall>>

beforeAll(async () => {
  api = await startTestApi()
  hall = await openRollCall(api, 12)
})
afterAll(() => api.stop())

const trainee = (index: number) => {
  const found = hall.trainees[index]
  if (!found) throw new Error(`no trainee ${index}`)
  return found
}
const marksOf = (traineeId: string) =>
  markModel(api.app.deps.db).countDocuments({ sessionId: hall.sessionId, traineeId })

describe('checking in by the scanned code', () => {
  it('answers the mark as stored, with class and time, and lists it for trainee and operator', async () => {
    const result = await scan(api, trainee(0), hall.code())
    expect(result).toMatchObject({
      isRepeated: false,
      mark: { state: 'present', source: 'scan', flags: [], decision: null },
      class: { name: hall.trainingClass.name },
    })
    const mine = await api.as(freshToken(api, trainee(0))).attendance.listMySessions()
    expect(mine.data.find(({ id }) => id === hall.sessionId)?.mark).toEqual(result.mark)
    const roll = await api.as(hall.operator).attendance.getRoll({ params: { sessionId: hall.sessionId } })
    expect(roll.data.find(({ traineeId }) => traineeId === trainee(0).traineeId)?.mark).toEqual(result.mark)
    expect(roll.counts).toMatchObject({ expected: 12, present: 1 })
  })

  it('answers a second scan with the first mark and its time', async () => {
    const first = await scan(api, trainee(1), hall.code())
    api.clock.advance(MINUTE_MS)
    const second = await scan(api, trainee(1), hall.code())
    expect(second.isRepeated).toBe(true)
    expect(second.mark).toEqual(first.mark)
  })

  it('makes one mark of fifty check-ins of one trainee at once', async () => {
    const code = hall.code()
    const results = await Promise.all(Array.from({ length: 50 }, () => scan(api, trainee(2), code)))
    expect(results.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1)
    expect(new Set(results.map(({ mark }) => mark.id)).size).toBe(1)
    expect(await marksOf(trainee(2).traineeId)).toBe(1)
  })

  it('refuses who is not enrolled, and writes nothing', async () => {
    const [stranger] = (await addTrainees(api, 1)) as [TestTrainee]
    expect(await refusalOf(scan(api, stranger, hall.code()))).toBe('not_enrolled')
    expect(await marksOf(stranger.traineeId)).toBe(0)
  })

  it('refuses a person without a profile as not enrolled', async () => {
    const token = personToken(api, '65f0c0ffee65f0c0ffee65f9')
    const call = api.as(token).attendance.checkIn({ body: { by: 'scan', code: hall.code() } })
    expect(await refusalOf(call)).toBe('not_enrolled')
  })

  it('refuses a code of two slots ago, and accepts the one before the current', async () => {
    const old = hall.code()
    api.clock.advance(2 * SLOT_SECONDS * 1_000)
    expect(await refusalOf(scan(api, trainee(3), old))).toBe('code_expired')
    const previous = hall.code(api.clock.now() - SLOT_SECONDS * 1_000)
    expect((await scan(api, trainee(3), previous)).mark.source).toBe('scan')
  })

  it('refuses what is no code of ours, and a code from the future', async () => {
    expect(await refusalOf(scan(api, trainee(4), 'https://example.com/'))).toBe('code_invalid')
    expect(await refusalOf(scan(api, trainee(4), 'A'.repeat(32)))).toBe('code_invalid')
    expect(await refusalOf(scan(api, trainee(4), hall.code(api.clock.now() + MINUTE_MS)))).toBe('code_invalid')
  })

  it('needs a sign-in and a real-name check', async () => {
    expect(await refusalOf(api.as().attendance.checkIn({ body: { by: 'scan', code: hall.code() } }))).toBe(
      'not_signed_in',
    )
    const unchecked = api.app.deps.tokens.sign({
      accountId: '65f0c0ffee65f0c0ffee65f8',
      sessionId: '65f0c0ffee65f0c0ffee65f8',
      isRealName: false,
      traineeId: null,
      actingAs: null,
    })
    const call = api.as(unchecked).attendance.checkIn({ body: { by: 'scan', code: hall.code() } })
    expect(await refusalOf(call)).toBe('real_name_required')
  })
})

describe('a scan that a phone without network kept', () => {
  it("counts by the code's own time, is flagged, and stays one mark when it is sent twice", async () => {
    const code = hall.code()
    const scannedAt = api.clock.now()
    api.clock.advance(20 * MINUTE_MS)
    const result = await scan(api, trainee(5), code, true)
    expect(result.mark).toMatchObject({ source: 'kept', flags: ['sentLate'], decision: null })
    expect(Math.abs(Date.parse(result.mark.markedAt) - scannedAt)).toBeLessThan(SLOT_SECONDS * 1_000)
    expect((await scan(api, trainee(5), code, true)).isRepeated).toBe(true)
  })

  it('beyond the limit waits for the operator, who accepts it with a reason', async () => {
    const code = hall.code()
    api.clock.advance(31 * MINUTE_MS)
    const { mark } = await scan(api, trainee(6), code, true)
    expect(mark).toMatchObject({ state: 'absent', decision: 'pending', proposedState: 'late' })
    const decide = (reason: string) =>
      api.as(hall.operator).attendance.decideLateScans({
        params: { sessionId: hall.sessionId },
        body: { traineeIds: [trainee(6).traineeId], decision: 'accept', reason },
      })
    const decided = await decide('山区无信号，同班可证')
    expect(decided.data[0]).toMatchObject({ outcome: 'done', mark: { state: 'late', decision: 'accepted' } })
    expect((await decide('再来一次')).data[0]).toMatchObject({
      outcome: 'refused',
      problem: { code: 'state_conflict' },
    })
  })

  it('is overtaken by a scan in the hall', async () => {
    const code = hall.code()
    api.clock.advance(31 * MINUTE_MS)
    await scan(api, trainee(7), code, true)
    const result = await scan(api, trainee(7), hall.code())
    expect(result.mark).toMatchObject({ state: 'late', source: 'scan', decision: null })
    expect(await marksOf(trainee(7).traineeId)).toBe(1)
  })
})

describe('checking in by the six digits', () => {
  const enter = (index: number, digits: string) =>
    api
      .as(freshToken(api, trainee(index)))
      .attendance.checkIn({ body: { by: 'digits', sessionId: hall.sessionId, digits } })

  it('marks like a scan and says so', async () => {
    expect((await enter(8, hall.digits())).mark.source).toBe('digits')
  })

  it('is stopped after five tries in a slot, however they arrive, and raises the alarm of the session', async () => {
    const right = hall.digits()
    const wrong = right === '000000' ? '000001' : '000000'
    const tries = await Promise.all(Array.from({ length: 12 }, () => refusalOf(enter(9, wrong))))
    expect(tries.filter((code) => code === 'digits_wrong')).toHaveLength(TRIES_PER_SLOT)
    expect(tries.filter((code) => code === 'too_many_tries')).toHaveLength(12 - TRIES_PER_SLOT)
    expect(await refusalOf(enter(9, right))).toBe('too_many_tries')
    const session = await api.as(hall.operator).attendance.getSession({ params: { sessionId: hall.sessionId } })
    expect(session.wrongDigits).toBe(TRIES_PER_SLOT)
    api.clock.advance(SLOT_SECONDS * 1_000)
    expect((await enter(9, hall.digits())).isRepeated).toBe(false)
  })

  it('says how many tries are left, at the field', async () => {
    const error = await enter(10, '999999').catch((problem: unknown) => problem)
    expect(error).toBeInstanceOf(ProblemError)
    expect((error as ProblemError).problem.errors?.[0]).toEqual({ pointer: '#/digits', detail: '还可以再试 4 次' })
  })
})

describe('a roll call that is not open', () => {
  it('refuses too early and too late, and says which', async () => {
    const params = { sessionId: hall.sessionId }
    const operator = api.as(hall.operator).attendance
    await operator.moveSession({ params, body: { action: 'close' } })
    expect(await refusalOf(scan(api, trainee(11), hall.code()))).toBe('check_in_closed')
    expect(await refusalOf(operator.getCode({ params }))).toBe('check_in_closed')
    await operator.moveSession({ params, body: { action: 'reopen', reason: '误操作' } })
    expect((await scan(api, trainee(11), hall.code())).isRepeated).toBe(false)

    const now = api.clock.now()
    const next = await operator.planSession({
      params: { classId: String(hall.trainingClass._id) },
      body: { startsAt: new Date(now).toISOString(), endsAt: new Date(now + 3_600_000).toISOString() },
    })
    expect(await refusalOf(operator.getCode({ params: { sessionId: next.id } }))).toBe('roll_call_not_open')
  })
})
