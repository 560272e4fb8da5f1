import { MAX_REMINDED } from '@jijiao/shared/years'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken } from '../../../../test/support/attendance'
import { addConfirmedTrainees, bySystem, type TestTrainee } from '../../../../test/support/classes'
import { factsAbout } from '../../../../test/support/facts'
import { giveHours } from '../../../../test/support/hours'
import { createUnitWithOperator, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { unitWithoutHours } from '../../../../test/support/years'
import { inTransaction } from '../../db/transaction'
import { jobModel } from '../../jobs'
import { activeAffiliationOf, restrictTrainee } from '../affiliations'

const NOW = Date.parse('2026-10-20T02:00:00Z')
const DAY_MS = 86_400_000
const params = { year: 2026 }

let api: TestApi
let unit: TestUnit
let operator: Awaited<ReturnType<typeof unitWithoutHours>>['operator']
let trainees: TestTrainee[]

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  api.clock.set(NOW)
  ;({ unit, trainees, operator } = await unitWithoutHours(api))
})

const some = (index: number) => trainees[index] ?? expect.fail('there is no such trainee')
const idsOf = (people: readonly TestTrainee[]) => people.map(({ traineeId }) => traineeId)
const remind = (people: readonly TestTrainee[] = trainees, by = operator()) =>
  by.years.remind({ params, body: { traineeIds: idsOf(people) } })
const toldTo = async (trainee: TestTrainee) =>
  (await api.as(freshToken(api, trainee)).messages.list()).data.filter(({ kind }) => kind === 'yearReminder')

/** All that 2026 asks for. */
async function giveAll(people: readonly TestTrainee[]) {
  await giveHours(api, unit, people, { category: 'public', hours: 30, startsOn: '2026-03-02' })
  await giveHours(api, unit, people, { category: 'professional', hours: 42, startsOn: '2026-04-06' })
  await giveHours(api, unit, people, { category: 'elective', hours: 18, startsOn: '2026-05-11' })
}

describe('a reminder of the year', () => {
  it('says what is lacking, of which category and until when, and leads to the year', async () => {
    await giveHours(api, unit, [some(0)], { category: 'elective', hours: 18, startsOn: '2026-05-11' })
    const { results, ...counts } = await remind([some(0)])
    expect(results).toEqual([{ traineeId: some(0).traineeId, outcome: 'told' }])
    expect(counts).toEqual({ told: 1, toldRecently: 0, notShort: 0, restricted: 0 })
    expect(await toldTo(some(0))).toMatchObject([
      {
        title: '年度学时提醒',
        topic: 'reminder',
        body: `2026 年度还差专业课 42 学时，请在 2026年12月31日前完成；还差公需课 30 学时，请在 2027年4月30日前完成（${unit.name}提醒）。`,
        link: { page: 'myYear', params: { year: '2026' } },
      },
    ])
    const facts = await factsAbout(api, unit.id)
    expect(facts.filter(({ what }) => what === 'YearRemindersSent')).toMatchObject([
      { organizationId: unit.id, details: { year: 2026, people: 1 } },
    ])
  })

  it('is shown in the list, and is not sent again for seven days', async () => {
    await remind([some(0)])
    api.clock.set(NOW + 7 * DAY_MS - 1)
    expect(await remind()).toMatchObject({ told: 2, toldRecently: 1 })
    expect(await operator().years.remindable({ params })).toEqual({ people: 3, toldRecently: 3 })
    const { data } = await operator().years.standings({ params })
    expect(data.map(({ remindedAt }) => remindedAt && Date.parse(remindedAt))).toEqual([
      NOW,
      NOW + 7 * DAY_MS - 1,
      NOW + 7 * DAY_MS - 1,
    ])
    api.clock.set(NOW + 7 * DAY_MS)
    expect(await remind()).toMatchObject({ told: 1, toldRecently: 2 })
    expect(await toldTo(some(0))).toHaveLength(2)
  })

  it('is not sent to whom the list has named too early: it is counted again when it is sent', async () => {
    const { data } = await operator().years.standings({ params, query: { outlook: 'willMiss' } })
    expect(data).toHaveLength(3)
    await giveAll([some(1)])
    const traineeIds = data.map(({ traineeId }) => traineeId)
    expect(await operator().years.remind({ params, body: { traineeIds } })).toMatchObject({ told: 2, notShort: 1 })
    expect(await toldTo(some(1))).toEqual([])
  })

  it('is not sent to whoever has restricted what is done with the data', async () => {
    const restricted = new Types.ObjectId(some(2).traineeId)
    const { deps } = api.app
    await inTransaction(deps.db, (session) => restrictTrainee({ deps, of: bySystem(api), session }, restricted))
    const { results } = await remind()
    expect(results.map(({ outcome }) => outcome)).toEqual(['told', 'told', 'restricted'])
    expect(await toldTo(some(2))).toEqual([])
  })

  it('is sent once by two who press at once', async () => {
    const answers = await Promise.all([remind(), remind(), remind([some(0)]), remind([some(2), some(1)])])
    expect(answers.reduce((sum, { told }) => sum + told, 0)).toBe(3)
    for (const trainee of trainees) expect(await toldTo(trainee)).toHaveLength(1)
    api.clock.set(NOW + 8 * DAY_MS)
    const again = await Promise.all([remind(), remind()])
    expect(again.reduce((sum, { told }) => sum + told, 0)).toBe(3)
    for (const trainee of trainees) expect(await toldTo(trainee)).toHaveLength(2)
  })
})

describe('a reminder of all', () => {
  const remindAll = async (body: Parameters<ReturnType<typeof operator>['years']['remindAll']>[0]['body'] = {}) => {
    const { jobId } = await operator().years.remindAll({ params, body })
    return jobId
  }
  const ended = async (jobId: string) => {
    await api.app.worker.runDue()
    return operator().jobs.get({ params: { jobId } })
  }

  it('goes to those whom the list names, and tells how it ended', async () => {
    await giveAll([some(0)])
    await giveHours(api, unit, [some(1)], { category: 'public', hours: 30, startsOn: '2026-03-02' })
    expect(await operator().years.remindable({ params, query: { shortIn: 'public' } })).toEqual({
      people: 1,
      toldRecently: 0,
    })
    const job = await ended(await remindAll({ shortIn: 'public' }))
    expect(job).toMatchObject({ state: 'done', result: { told: 1, toldRecently: 0, notShort: 0, restricted: 0 } })
    expect(await toldTo(some(1))).toEqual([])
    expect(await ended(await remindAll({ outlook: 'willMiss' }))).toMatchObject({
      result: { told: 1, toldRecently: 1 },
    })
    const { data } = await operator().messages.list()
    expect(data[0]).toMatchObject({
      kind: 'jobDone',
      body: '年度学时提醒已处理完成，请查看结果。',
      link: { page: 'standings', params: { year: '2026', jobId: expect.any(String) } },
    })
    expect((await operator().years.remindable({ params, query: { outlook: 'passed' } })).people).toBe(0)
  })

  it('finds people by what was typed, which waits sealed', async () => {
    const jobId = await remindAll({ q: '安平' })
    const stored = await jobModel(api.app.deps.db).findById(jobId).orFail().lean()
    expect(JSON.stringify(stored)).not.toContain('安平')
    expect(await ended(jobId)).toMatchObject({ result: { told: 1 } })
    expect(await toldTo(some(0))).toHaveLength(1)
  })

  it('counts whom it has told before it was interrupted, and tells them no second time', async () => {
    const jobId = await remindAll()
    await ended(jobId)
    const dueAt = new Date(api.clock.now())
    await jobModel(api.app.deps.db).updateOne({ _id: jobId }, { $set: { state: 'running', dueAt, result: null } })
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: { told: 3, toldRecently: 0 } })
    for (const trainee of trainees) expect(await toldTo(trainee)).toHaveLength(1)
  })
})

describe('who may remind', () => {
  it('are operators of the unit alone, of its own people alone', async () => {
    const other = await createUnitWithOperator(api)
    const provider = api.as((await createUnitWithOperator(api, { kind: 'provider' })).token)
    const decider = api.as((await createUnitWithOperator(api, { grants: ['decide'] })).token)
    expect((await refusal(remind([some(0)], api.as(other.token)))).status).toBe(404)
    const [foreign] = await addConfirmedTrainees(api, other.unit, 1)
    expect((await refusal(remind([some(0), foreign ?? expect.fail()]))).status).toBe(404)
    for (const client of [provider, decider]) {
      expect((await refusal(remind([some(0)], client))).code).toBe('not_allowed')
      expect((await refusal(client.years.remindAll({ params, body: {} }))).code).toBe('not_allowed')
      expect((await refusal(client.years.remindable({ params }))).code).toBe('not_allowed')
    }
    expect((await refusal(remind([some(0)], api.as()))).status).toBe(401)
    expect((await refusal(api.as().years.remindAll({ params, body: {} }))).status).toBe(401)
    expect((await refusal(remind([]))).status).toBe(422)
    const tooMany = Array.from({ length: MAX_REMINDED + 1 }, () => String(new Types.ObjectId()))
    expect((await refusal(operator().years.remind({ params, body: { traineeIds: tooMany } }))).status).toBe(422)
    expect(await toldTo(some(0))).toEqual([])
  })

  it('do not reach whoever has left', async () => {
    const left = await activeAffiliationOf(api.app.deps, new Types.ObjectId(some(0).traineeId), null)
    const affiliationId = String(left?._id)
    await operator().affiliations.end({ params: { affiliationId }, body: { reason: '调离' } })
    expect((await refusal(remind([some(0)]))).code).toBe('not_found')
    expect((await operator().years.standings({ params })).data[0]?.abilities).toEqual({ view: true, remind: true })
    expect((await operator().years.summary({ params })).abilities).toEqual({ recount: true, remind: true })
  })
})
