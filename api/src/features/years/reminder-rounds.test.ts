import { ruleSetContentOf } from '@jijiao/shared/rule-sets'
import { INITIAL_RULE_SETS } from '@jijiao/shared/rule-sets/data'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken } from '../../../../test/support/attendance'
import { bySystem, type TestTrainee } from '../../../../test/support/classes'
import { giveHours } from '../../../../test/support/hours'
import { createUnitWithOperator, type TestUnit } from '../../../../test/support/people'
import { unitWithoutHours } from '../../../../test/support/years'
import { inTransaction } from '../../db/transaction'
import { activeAffiliationOf, restrictTrainee } from '../affiliations'
import { reminderRoundModel, yearReminderModel } from './reminder.model'
import { roundsDue } from './reminder.rounds'
import { reminderRoundJob } from './reminder-round.job'

let api: TestApi
let unit: TestUnit
let operator: Awaited<ReturnType<typeof unitWithoutHours>>['operator']
let trainees: TestTrainee[]

const on = (day: string) => api.clock.set(Date.parse(`${day}T02:00:00Z`))

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  on('2026-10-20')
  ;({ unit, trainees, operator } = await unitWithoutHours(api))
})

const some = (index: number) => trainees[index] ?? expect.fail('there is no such trainee')
const idOf = (index: number) => new Types.ObjectId(some(index).traineeId)

/** A process that looks what is due. */
async function look() {
  const { deps } = api.app
  const job = reminderRoundJob({ ...deps, env: { ...deps.env, YEAR_REMINDER_DAYS: [60, 15] } })
  const of = bySystem(api)
  await job.run({
    jobId: 'own',
    payload: null,
    of,
    report: async () => undefined,
    signal: new AbortController().signal,
  })
}
const toldTo = async (trainee: TestTrainee) =>
  (await api.as(freshToken(api, trainee)).messages.list()).data
    .filter(({ kind }) => kind === 'yearReminder')
    .map(({ body }) => body)
const toldOperator = async () =>
  (await operator().messages.list()).data.filter(({ kind }) => kind === 'yearWillMiss').map(({ body }) => body)

describe('the rounds of reminders', () => {
  const due = (today: string, regionCode?: string) => roundsDue(INITIAL_RULE_SETS, today, [60, 15], regionCode)

  it('begin so many days before each last day, and the nearer one alone when both were missed', () => {
    expect(due('2026-10-31')).toEqual([])
    expect(due('2026-11-01')).toEqual([{ year: 2026, deadlineOn: '2026-12-31', daysBefore: 60 }])
    expect(due('2026-12-15')).toMatchObject([{ daysBefore: 60 }])
    expect(due('2026-12-16')).toMatchObject([{ daysBefore: 15 }])
    expect(due('2026-12-31')).toMatchObject([{ daysBefore: 15 }])
    expect(due('2027-01-01')).toEqual([])
    expect(due('2027-03-01', '441900')).toEqual([{ year: 2026, deadlineOn: '2027-04-30', daysBefore: 60 }])
  })

  it('know of no day of another province', () => {
    expect(due('2027-03-01', '110000')).toEqual([])
  })
})

describe('the system', () => {
  it('reminds those who lack what is due next, and tells the operators how many they are', async () => {
    await giveHours(api, unit, [some(0)], { category: 'professional', hours: 42, startsOn: '2026-04-06' })
    await giveHours(api, unit, [some(0)], { category: 'elective', hours: 18, startsOn: '2026-05-11' })
    await look()
    expect([await toldTo(some(1)), await toldOperator()]).toEqual([[], []])
    on('2026-11-01')
    await look()
    // Public subjects have time until April.
    expect(await toldTo(some(0))).toEqual([])
    expect(await toldTo(some(1))).toEqual([
      '2026 年度还差专业课 42 学时，请在 2026年12月31日前完成；还差个人选修 18 学时，请在 2026年12月31日前完成。',
    ])
    const { data } = await operator().messages.list()
    expect(data[0]).toMatchObject({
      kind: 'yearWillMiss',
      body: '2026 年度学时 2026年12月31日截止，本单位有 2 人还不够，本次已提醒其中 2 人。',
      link: { page: 'standings', params: { year: '2026' } },
    })
    on('2027-03-01')
    await look()
    expect((await toldTo(some(0))).at(0)).toBe('2026 年度还差公需课 30 学时，请在 2027年4月30日前完成。')
  })

  it('makes up for a day on which it was off, once, and comes back before the last day', async () => {
    on('2026-11-20')
    await look()
    on('2026-12-10')
    await look()
    expect(await toldTo(some(0))).toHaveLength(1)
    on('2026-12-17')
    await look()
    await look()
    expect(await toldTo(some(0))).toHaveLength(2)
    expect(await toldOperator()).toHaveLength(2)
  })

  it('tells nobody a second time within seven days, though the unit did', async () => {
    on('2026-10-30')
    const body = { traineeIds: [some(0).traineeId] }
    await operator().years.remind({ params: { year: 2026 }, body })
    on('2026-11-02')
    await look()
    expect(await toldTo(some(0))).toHaveLength(1)
    expect(await toldOperator()).toEqual([
      '2026 年度学时 2026年12月31日截止，本单位有 3 人还不够，本次已提醒其中 2 人。',
    ])
  })

  it('sends everything once when several processes look at the same time', async () => {
    on('2026-11-05')
    await Promise.all([look(), look(), look()])
    for (const trainee of trainees) expect(await toldTo(trainee)).toHaveLength(1)
    expect(await toldOperator()).toHaveLength(1)
  })

  it('goes on after the one whom it told last before it was interrupted', async () => {
    on('2026-11-05')
    const ids = [idOf(0), idOf(1), idOf(2)].sort((a, b) => String(a).localeCompare(String(b)))
    const _id = `${unit.id} 2026 2026-12-31 60`
    const begun = { after: ids[0] ?? null, people: 1, told: 1, begunAt: new Date(api.clock.now()), endedAt: null }
    await reminderRoundModel(api.app.deps.db).create([{ _id, ...begun }])
    await look()
    const reminded = await yearReminderModel(api.app.deps.db)
      .find({ organizationId: unit.id }, { traineeId: 1 })
      .sort({ traineeId: 1 })
      .lean()
    expect(reminded.map(({ traineeId }) => String(traineeId))).toEqual(ids.slice(1).map(String))
    expect(await toldOperator()).toEqual([
      '2026 年度学时 2026年12月31日截止，本单位有 3 人还不够，本次已提醒其中 3 人。',
    ])
  })

  it('leaves alone whoever has left, has restricted the data or is exempt', async () => {
    const left = await activeAffiliationOf(api.app.deps, idOf(0), null)
    const affiliationId = String(left?._id)
    await operator().affiliations.end({ params: { affiliationId }, body: { reason: '调离' } })
    const { deps } = api.app
    await inTransaction(deps.db, (session) => restrictTrainee({ deps, of: bySystem(api), session }, idOf(1)))
    await exempt(some(2))
    on('2026-11-05')
    await look()
    for (const trainee of trainees) expect(await toldTo(trainee)).toEqual([])
    expect(await toldOperator()).toEqual([])
  })
})

/** From everything, by the rules of the city. */
async function exempt({ traineeId }: TestTrainee) {
  const region = { kind: 'hrAuthority', regionCode: '441900' } as const
  const hr = api.as((await createUnitWithOperator(api, { ...region, name: '东莞市人力资源和社会保障局' })).token)
  const { content } = await hr.ruleSets.get({ params: { key: '440000-2024' } })
  const exemptions = [{ code: 'posted', label: '援派', categories: null, numerator: 0, denominator: 1 }]
  const rules = { years: { from: 2026, to: 2026 }, series: null, reason: '本市规定' }
  await hr.ruleSets.create({ body: { ...rules, content: { ...ruleSetContentOf(content), exemptions } } })
  const given = { traineeId, code: 'posted', years: [2026], basis: '援派文件', attachmentIds: [] }
  await operator().exemptions.grant({ body: given })
}
