import { COURSE_CATEGORIES } from '@jijiao/shared/classes'
import { STUDY_MODES } from '@jijiao/shared/codes'
import { ProblemError } from '@jijiao/shared/http'
import { ruleSetContentOf } from '@jijiao/shared/rule-sets'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { createUnitWithOperator } from '../support/people'
import { aRecord, recordWorld } from '../support/records'

/**
 * Whatever rules an authority lays down, and whatever is recognised under them one after the other: a year that has passed
 * stays passed, and the list of certificates says the same as the person's own year.
 */
/** Each has a year of its own that is over; about two in five pass it in the end. Shrinking would run out of years. */
const RUNS = 20
const FIRST_YEAR = 2001

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ limits: { ofAccount: async () => undefined, ofAddress: async () => undefined } })
})
afterAll(() => api.stop())

const tenths = (max: number) => fc.integer({ min: 0, max })
const category = fc.constantFrom(...COURSE_CATEGORIES)
const studyMode = fc.constantFrom(...STUDY_MODES.slice(0, 3).map(({ code }) => code))
const minima = fc.tuple(...COURSE_CATEGORIES.map(() => fc.record({ min: tenths(60), room: fc.option(tenths(60)) })))
const rules = fc.record({
  minima,
  totalTenths: tenths(120),
  ceilings: fc.array(fc.record({ studyMode, category: fc.option(category), capTenths: tenths(80) }), { maxLength: 3 }),
  substitutions: fc.array(fc.record({ from: category, to: category, capTenths: tenths(40) }), { maxLength: 2 }),
  least: fc.option(tenths(60)),
})
const study = fc.record({
  category,
  studyMode,
  tenths: fc.integer({ min: 5, max: 60 }),
  day: fc.integer({ min: 1, max: 28 }),
})
type Rules = typeof rules extends fc.Arbitrary<infer R> ? R : never

async function layDown(hr: ReturnType<TestApi['as']>, year: number, given: Rules) {
  const { content } = await api.as().ruleSets.get({ params: { key: '440000-2024' } })
  const own = {
    hasMinima: true,
    unit: { minutesPerHour: 45, tenthsPerDay: 80, dayIsCap: true },
    categories: COURSE_CATEGORIES.map((code, index) => {
      const { min, room } = given.minima[index] ?? expect.fail('there is one for each')
      return { code, minTenths: min, capTenths: room === null ? null : min + room, deadline: null }
    }),
    totalTenths: given.totalTenths,
    ceilings: given.ceilings,
    substitutions: given.substitutions,
    checks: given.least === null ? [] : [leastOf(given.least)],
    recognisers: [],
  }
  const body = { years: { from: year, to: year }, series: null, reason: '试行' }
  await hr.ruleSets.create({ body: { ...body, content: { ...ruleSetContentOf(content), ...own } } })
}

const leastOf = (least: number) => ({
  expression: { kind: 'leastHours' as const, categories: ['public' as const, 'professional' as const], tenths: least },
  severity: 'failure' as const,
})

it('never turns a pass into a fail by one more recognised record', { timeout: 180_000 }, async () => {
  const hr = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority' })).token)
  const { clerk, chief, trainee, person } = await recordWorld(api, { trainees: 1 })
  let year = FIRST_YEAR
  let passes = 0
  await fc
    .assert(
      fc.asyncProperty(rules, fc.array(study, { minLength: 6, maxLength: 10 }), async (given, studies) => {
        year += 1
        await layDown(hr, year, given)
        let hasPassed = false
        for (const [index, one] of studies.entries()) {
          // Each in a month of its own, below the day's ceiling.
          const on = [year, index + 1, one.day].map((part) => String(part).padStart(2, '0')).join('-')
          const content = { ...aRecord, courseName: `课程 ${index}`, startsOn: on, endsOn: on, days: 1, year }
          const { category, studyMode, tenths: declaredTenths } = one
          const body = { ...content, category, studyMode, declaredTenths, traineeId: trainee.traineeId }
          const { id } = await clerk.creditRecords.create({ body })
          const [result] = (await chief.creditRecords.confirm({ body: { ids: [id] } })).results
          expect(result?.outcome).toBe('done')
          const { verdict } = await person.years.mine({ params: { year } })
          if (hasPassed) expect(verdict?.passes).toBe(true)
          hasPassed = verdict?.passes ?? false
          const [row] = (await chief.certificates.list({ query: { year } })).data
          expect(row?.verdict).toBe(hasPassed ? 'passed' : 'failed')
        }
        if (hasPassed) passes += 1
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    .catch((error: unknown) => {
      throw error instanceof ProblemError ? new Error(JSON.stringify(error.problem)) : error
    })
  expect(passes).toBeGreaterThan(0)
})
