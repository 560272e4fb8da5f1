import { asksForPlace } from '@jijiao/shared/attendance'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken, openRollCall, refusalOf, scan } from '../../../../test/support/attendance'
import type { TestTrainee } from '../../../../test/support/classes'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { sealedFactModel, verifyChain } from '../../audit'
import { enrollmentModel } from '../classes'
import { markModel } from './attendance.model'

let api: TestApi
let hall: Awaited<ReturnType<typeof openRollCall>>

beforeAll(async () => {
  api = await startTestApi()
  hall = await openRollCall(api, 10)
})
afterAll(() => api.stop())

const params = () => ({ sessionId: hall.sessionId })
const operator = () => api.as(hall.operator).attendance
const traineeId = (index: number) => hall.trainees[index]?.traineeId ?? ''
const person = (index: number) => hall.trainees[index] as TestTrainee

describe('marks by hand', () => {
  it('marks many at once, each row with its result', async () => {
    const { data } = await operator().mark({
      params: params(),
      body: {
        marks: [
          { traineeId: traineeId(0), state: 'present', version: 0 },
          { traineeId: traineeId(1), state: 'leave', version: 0 },
          { traineeId: '65f0c0ffee65f0c0ffee65f0', state: 'present', version: 0 },
        ],
      },
    })
    expect(data.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'refused'])
    expect(data[2]).toMatchObject({ problem: { code: 'not_enrolled', title: '该学员不在培训班名单里' } })
  })

  it('changes a standing mark only with a reason, as the version that was seen', async () => {
    const correct = (version: number, reason?: string) =>
      operator().mark({
        params: params(),
        body: { marks: [{ traineeId: traineeId(1), state: 'absent', version }], ...(reason && { reason }) },
      })
    expect((await correct(1)).data[0]).toMatchObject({ problem: { code: 'reason_required' } })
    expect((await correct(2, '未到场')).data[0]).toMatchObject({ problem: { code: 'state_conflict' } })
    expect((await correct(1, '未到场')).data[0]).toMatchObject({
      outcome: 'done',
      mark: { state: 'absent', source: 'manual', reason: '未到场', version: 2 },
    })
  })

  it('tells the trainee of a mark that was corrected, once, and of nothing that stayed as it was', async () => {
    const told = async () =>
      (await api.as(freshToken(api, person(8))).messages.list()).data.filter(({ kind }) => kind === 'markCorrected')
    const mark = (state: 'present' | 'absent', version: number) =>
      operator().mark({
        params: params(),
        body: { marks: [{ traineeId: traineeId(8), state, version }], reason: '有签名表' },
      })
    await mark('absent', 0)
    await mark('absent', 1)
    expect(await told()).toEqual([])
    await Promise.all([mark('present', 2), mark('present', 2)])
    const messages = await told()
    expect(messages).toHaveLength(1)
    expect(messages[0]?.body).toMatch(/^“继续教育第一期”\d{4}-\d\d-\d\d \d\d:\d\d的考勤更正为已到，原因：有签名表。$/)
  })

  it('lets one of two operators who correct at once win, and tells the other', async () => {
    const correct = (state: 'present' | 'leave') =>
      operator().mark({
        params: params(),
        body: { marks: [{ traineeId: traineeId(0), state, version: 1 }], reason: '核对' },
      })
    const outcomes = (await Promise.all([correct('present'), correct('leave')])).map(({ data }) => data[0]?.outcome)
    expect(new Set(outcomes)).toEqual(new Set(['done', 'refused']))
  })

  it('does not overwrite unseen the scan that just arrived', async () => {
    await scan(api, person(2), hall.code())
    const { data } = await operator().mark({
      params: params(),
      body: { marks: [{ traineeId: traineeId(2), state: 'absent', version: 0 }] },
    })
    expect(data[0]).toMatchObject({ outcome: 'refused', problem: { code: 'state_conflict' } })
  })

  it('notes the scan of somebody marked as on leave, for the operator to decide', async () => {
    await operator().mark({
      params: params(),
      body: { marks: [{ traineeId: traineeId(3), state: 'leave', version: 0 }] },
    })
    expect(await refusalOf(scan(api, person(3), hall.code()))).toBe('already_marked')
    expect(await refusalOf(scan(api, person(3), hall.code()))).toBe('already_marked')
    const { data } = await operator().getRoll({ params: params(), query: { show: 'flagged' } })
    expect(data.map((row) => [row.traineeId, row.mark?.state, row.mark?.flags])).toEqual([
      [traineeId(3), 'leave', ['scannedAfterManual']],
    ])
  })
})

describe('the live roll', () => {
  it('answers 304 to its own ETag until a mark changes it', async () => {
    const url = `${api.url}/api/v1/attendance-sessions/${hall.sessionId}/roll`
    const get = (etag = '') =>
      fetch(url, { headers: { authorization: `Bearer ${hall.operator}`, 'if-none-match': etag } })
    const etag = (await get()).headers.get('etag') ?? ''
    expect((await get(etag)).status).toBe(304)
    await scan(api, person(4), hall.code())
    expect((await get(etag)).status).toBe(200)
  })

  it('answers any cursor with a page, one of Chinese text too', async () => {
    expect(await operator().getRoll({ params: params(), query: { cursor: '第二页' } })).toHaveProperty('data')
  })

  it('pages through everybody once, in the order of names', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await operator().getRoll({ params: params(), query: { limit: 3, ...(cursor && { cursor }) } })
      seen.push(...page.data.map((row) => row.traineeId))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(10)
    expect(new Set(seen).size).toBe(10)
  })

  it('flags every trainee who was marked from one device, and shows phones masked', async () => {
    const headers = { 'x-device-key': 'one-phone-for-many-1' }
    const body = { by: 'scan', code: hall.code() } as const
    await api.as(person(5).token, headers).attendance.checkIn({ body })
    await api.as(person(6).token, headers).attendance.checkIn({ body })
    const { data } = await operator().getRoll({ params: params(), query: { show: 'flagged' } })
    const shared = data.filter((row) => row.mark?.flags.includes('sharedDevice')).map((row) => row.traineeId)
    expect(shared.toSorted()).toEqual([traineeId(5), traineeId(6)].toSorted())
    expect(data.every((row) => /^1\d{2}\*{4}\d{4}$/.test(row.maskedPhone ?? ''))).toBe(true)
  })

  it('does not let somebody with a mark be withdrawn from the class', async () => {
    const kept = await enrollmentModel(api.app.deps.db)
      .findOne({ classId: hall.trainingClass._id, traineeId: traineeId(5) })
      .lean()
    expect(kept?.hasMarks).toBe(true)
  })
})

describe('who may', () => {
  it("answers 404 for another unit's roll call, whatever is asked of it", async () => {
    const stranger = api.as((await createUnitWithOperator(api)).token).attendance
    const asked = [
      stranger.getSession({ params: params() }),
      stranger.getRoll({ params: params() }),
      stranger.getCode({ params: params() }),
      stranger.linkScreen({ params: params() }),
      stranger.moveSession({ params: params(), body: { action: 'close' } }),
      stranger.mark({ params: params(), body: { marks: [{ traineeId: traineeId(0), state: 'absent', version: 0 }] } }),
      stranger.listSessions({ params: { classId: String(hall.trainingClass._id) } }),
    ]
    expect(await Promise.all(asked.map(refusalOf))).toEqual(asked.map(() => 'not_found'))
  })

  it('refuses an operator who may decide but not operate', async () => {
    const token = await actFor(api, await registerPerson(api), hall.unit, ['decide'])
    expect(await refusalOf(api.as(token).attendance.getCode({ params: params() }))).toBe('not_allowed')
    const seen = await api.as(token).attendance.getSession({ params: params() })
    expect(Object.values(seen.abilities)).not.toContain(true)
  })

  it('refuses a trainee who acts for nobody', async () => {
    expect(await refusalOf(api.as(person(0).token).attendance.getRoll({ params: params() }))).toBe(
      'organization_required',
    )
  })
})

describe('a roll call with a place', () => {
  it('asks the phone where it is, by the code and by the list of own roll calls; one without does not', async () => {
    const placed = await openRollCall(api, 1, {
      geofence: { latitude: 23.0207, longitude: 113.7518, radiusMetres: 200 },
    })
    const asked = await api.as(placed.operator).attendance.getCode({ params: { sessionId: placed.sessionId } })
    expect(asksForPlace(asked.link)).toBe(true)
    expect(asksForPlace((await operator().getCode({ params: params() })).link)).toBe(false)
    const wanted = async (trainee: TestTrainee) =>
      (await api.as(freshToken(api, trainee)).attendance.listMySessions()).data.map(({ wantsPlace }) => wantsPlace)
    expect(await wanted(placed.trainees[0] as TestTrainee)).toEqual([true])
    expect(await wanted(person(0))).toEqual([false])
  })
})

describe("the hall's screen", () => {
  it('needs no sign-in, shows what the operator sees, and dies with the session', async () => {
    const { url } = await operator().linkScreen({ params: params() })
    const screenToken = url.split('#')[1] ?? ''
    const screen = await api.as().attendance.getScreen({ params: { ...params(), screenToken } })
    const code = await operator().getCode({ params: params() })
    expect(screen).toMatchObject({ link: code.link, digits: code.digits, expected: 10 })
    expect(screen.svg).toContain('<svg')
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html')

    expect(
      await refusalOf(api.as().attendance.getScreen({ params: { ...params(), screenToken: 'x'.repeat(16) } })),
    ).toBe('screen_ended')
    await operator().moveSession({ params: params(), body: { action: 'close' } })
    expect(await refusalOf(api.as().attendance.getScreen({ params: { ...params(), screenToken } }))).toBe(
      'screen_ended',
    )
  })
})

describe('moving a roll call', () => {
  it('lets one of two who close at once win', async () => {
    await operator().moveSession({ params: params(), body: { action: 'reopen', reason: '继续签到' } })
    const close = () => operator().moveSession({ params: params(), body: { action: 'close' } })
    const results = await Promise.allSettled([close(), close()])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('needs a reason to reopen', async () => {
    expect(await refusalOf(operator().moveSession({ params: params(), body: { action: 'reopen' } }))).toBe(
      'invalid_input',
    )
  })
})

describe('the audit log', () => {
  it('holds a sealed fact for every mark and change, and the chain verifies', async () => {
    await expect
      .poll(() => markModel(api.app.deps.db).countDocuments({ hasUnsealedFacts: true }), { timeout: 20_000 })
      .toBe(0)
    const { db } = api.app.deps
    const marks = await markModel(db).find({ sessionId: hall.sessionId }).lean()
    for (const mark of marks) {
      const facts = await sealedFactModel(db)
        .find({ 'subject.id': String(mark._id) })
        .sort({ seq: 1 })
        .lean()
      expect(facts).toHaveLength(mark.version)
      expect(facts.at(-1)?.to).toBe(mark.state)
    }
    expect((await verifyChain(db)).fault).toBeNull()
  })

  it('shows where one was changed, and where one is missing', async () => {
    const { db } = api.app.deps
    const Sealed = sealedFactModel(db)
    const original = await Sealed.findOne({ seq: 3 }).orFail().lean()
    await Sealed.updateOne({ seq: 3 }, { $set: { to: 'absent' } })
    expect((await verifyChain(db)).fault).toEqual({ seq: 3, fault: 'changed content' })
    await Sealed.deleteOne({ seq: 3 })
    expect((await verifyChain(db)).fault).toEqual({ seq: 3, fault: 'missing' })
    await Sealed.create([original])
    expect((await verifyChain(db)).fault).toBeNull()
  })
})

describe('lists of roll calls', () => {
  it('page newest first and refuse a cursor that is not ours', async () => {
    const own = { params: { classId: String(hall.trainingClass._id) } }
    for (const hour of [1, 2, 3]) {
      const startsAt = new Date(api.clock.now() + hour * 3_600_000)
      const endsAt = new Date(startsAt.getTime() + 3_600_000)
      await operator().planSession({
        ...own,
        body: { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      })
    }
    const first = await operator().listSessions({ ...own, query: { limit: 2 } })
    const rest = await operator().listSessions({ ...own, query: { limit: 2, cursor: first.nextCursor ?? '' } })
    const starts = [...first.data, ...rest.data].map(({ startsAt }) => startsAt)
    expect(starts).toHaveLength(4)
    expect(starts).toEqual(starts.toSorted().toReversed())
    const forged = Buffer.from(JSON.stringify(['x', 'f'.repeat(24)])).toString('base64url')
    expect(await refusalOf(operator().listSessions({ ...own, query: { cursor: forged } }))).toBe('invalid_input')
  })
})
