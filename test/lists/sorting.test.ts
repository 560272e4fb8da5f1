import { demoId } from '@jijiao/api/demo/cast'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import type { StandingLine } from '@jijiao/shared/years'
import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { aCourse } from '../support/courses'
import { type DemoWorld, openDemoWorld } from '../support/demo'
import { createUnitWithOperator } from '../support/people'
import { type PlanWorld, planWorld, submittedPlan } from '../support/plans'
import { refusal } from '../support/refusal'
import { watchQueries } from '../support/scans'
import { aTeacher } from '../support/teachers'

let api: TestApi
let world: DemoWorld
let plans: PlanWorld
let queries: ReturnType<typeof watchQueries>
beforeAll(async () => {
  api = await startTestApi()
  world = await openDemoWorld(api)
  for (const name of ['安老师', '左老师']) await school().teachers.add({ body: aTeacher(name) })
  plans = await planWorld(api)
  for (let count = 0; count < 4; count += 1) await plans.operator.plans.create({ body: plans.aPlan })
  for (let count = 0; count < 3; count += 1) {
    await submittedPlan(plans)
    api.clock.advance(1_000)
  }
  // What is done once after a start is done, and is no list.
  await api.app.worker.runDue()
  queries = watchQueries(api.app.deps.db, ['COLLSCAN', 'SORT'])
}, 120_000)
afterAll(() => api.stop())

/** As an operator of theirs, each time another: requests are limited by account. */
function actingAs(role: 'unit' | 'hrAuthority') {
  const { tokens } = api.app.deps
  const actor = tokens.verify(world.sessions[role]?.accessToken ?? '')
  return api.as(tokens.sign({ ...actor, accountId: String(new Types.ObjectId()) }))
}
const school = () => actingAs('unit')
const city = () => actingAs('hrAuthority')
const byName = ({ name }: { readonly name: string }) => nameKeys(name).pinyin
const lackingTenths = ({ short }: StandingLine) => short.reduce((sum, { tenths }) => sum + tenths, 0)
const year = new Date().getUTCFullYear()
const classParams = { classId: demoId('class:now') }

type Query = { readonly cursor?: string; readonly limit: number }
type Page = { readonly data: readonly object[]; readonly nextCursor: string | null }
type List = {
  readonly list: string
  /** The words of its `sort`, from the smallest on and the other way round. */
  readonly words: readonly [string, string]
  readonly read: (sort: never, query: Query) => Promise<Page>
  /** What is shown of what it is sorted by. */
  readonly keyOf: (item: never) => string | number
}

const listed = <S extends string, T extends object>(
  list: string,
  words: readonly [S, S],
  read: (sort: S, query: Query) => Promise<{ readonly data: readonly T[]; readonly nextCursor: string | null }>,
  keyOf: (item: T) => string | number,
): List => ({ list, words, read, keyOf })

const LISTS: readonly List[] = [
  listed(
    'trainees of a unit',
    ['name', '-name'],
    (sort, query) => school().affiliations.trainees({ query: { sort, ...query } }),
    byName,
  ),
  listed(
    'trainees of a region who were searched for',
    ['name', '-name'],
    (sort, query) => city().affiliations.trainees({ query: { sort, q: 'l', ...query } }),
    byName,
  ),
  listed(
    'classes',
    ['startsOn', '-startsOn'],
    (sort, query) => school().classes.list({ query: { sort, ...query } }),
    ({ startsOn }) => startsOn,
  ),
  listed(
    'the enrolled of a class',
    ['name', '-name'],
    (sort, query) => school().classes.enrollments({ params: classParams, query: { tab: 'enrolled', sort, ...query } }),
    byName,
  ),
  listed(
    'the candidates of a class',
    ['name', '-name'],
    (sort, query) =>
      school().classes.enrollments({ params: classParams, query: { tab: 'candidates', sort, ...query } }),
    byName,
  ),
  listed(
    'results',
    ['name', '-name'],
    (sort, query) => school().assessments.list({ params: classParams, query: { sort, ...query } }),
    byName,
  ),
  listed('teachers', ['name', '-name'], (sort, query) => school().teachers.list({ query: { sort, ...query } }), byName),
  listed('courses', ['name', '-name'], (sort, query) => school().courses.list({ query: { sort, ...query } }), byName),
  listed(
    'plans',
    ['createdAt', '-createdAt'],
    (sort, query) => plans.operator.plans.list({ query: { sort, ...query } }),
    ({ id }) => id,
  ),
  listed(
    'declared records',
    ['createdAt', '-createdAt'],
    (sort, query) => school().creditRecords.declared({ query: { sort, ...query } }),
    ({ id }) => id,
  ),
  listed(
    'records to decide',
    ['submittedAt', '-submittedAt'],
    (sort, query) => school().creditRecords.toDecide({ query: { sort, ...query } }),
    ({ submittedAt }) => submittedAt ?? '',
  ),
  listed(
    'recognised records',
    ['year', '-year'],
    (sort, query) => school().creditRecords.recognized({ query: { sort, ...query } }),
    (record) => record.year,
  ),
  listed(
    'recognised records of a region',
    ['year', '-year'],
    (sort, query) => city().creditRecords.recognized({ query: { sort, ...query } }),
    (record) => record.year,
  ),
  listed(
    'standings by name',
    ['name', '-name'],
    (sort, query) => school().years.standings({ params: { year }, query: { sort, ...query } }),
    byName,
  ),
  listed(
    'standings by hours',
    ['counted', '-counted'],
    (sort, query) => school().years.standings({ params: { year }, query: { sort, ...query } }),
    ({ countedTenths }) => countedTenths,
  ),
  listed(
    'standings by hours of those who will miss the year',
    ['counted', '-counted'],
    (sort, query) =>
      school().years.standings({ params: { year }, query: { outlook: 'willMiss', shortIn: 'public', sort, ...query } }),
    ({ countedTenths }) => countedTenths,
  ),
  listed(
    'standings by what is short',
    ['short', '-short'],
    (sort, query) => school().years.standings({ params: { year }, query: { sort, ...query } }),
    lackingTenths,
  ),
  listed(
    'plans that wait for an authority',
    ['submittedAt', '-submittedAt'],
    (sort, query) => plans.reviewer.plans.toReview({ query: { sort, ...query } }),
    ({ submittedAt }) => submittedAt ?? '',
  ),
  listed(
    'things to do of a kind',
    ['askedAt', '-askedAt'],
    (sort, query) => plans.reviewer.approvals.list({ query: { kind: 'plan', sort, ...query } }),
    ({ askedAt }) => askedAt,
  ),
  listed(
    'certificates of a unit',
    ['name', '-name'],
    (sort, query) => school().certificates.list({ query: { year: year - 1, sort, ...query } }),
    byName,
  ),
  listed(
    'certificates of a region',
    ['name', '-name'],
    (sort, query) => city().certificates.list({ query: { year: year - 1, sort, ...query } }),
    byName,
  ),
]

/** All that a list holds, page by page. */
async function walk(read: List['read'], sort: string, limit: number) {
  const items: object[] = []
  let cursor: string | undefined
  do {
    const page = await read(sort as never, { limit, ...(cursor !== undefined && { cursor }) })
    items.push(...page.data)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return items
}

describe.each(LISTS)('$list', ({ words: [up, down], read, keyOf }) => {
  it('come in either order, page by page as at once, by index alone', async () => {
    await queries.wholeReads()
    const [rising, falling] = await queries.during(async () => [await walk(read, up, 3), await walk(read, down, 3)])
    expect(rising.length).toBeGreaterThan(1)
    const keys = rising.map((item) => keyOf(item as never))
    expect(keys).toEqual([...keys].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)))
    expect(falling).toEqual([...rising].reverse())
    expect(rising).toEqual(await walk(read, up, 100))
    expect(await queries.wholeReads()).toEqual([])
  })

  it('do not go on in the other order', async () => {
    const { nextCursor } = await read(up as never, { limit: 1 })
    const turned = read(down as never, { limit: 1, cursor: nextCursor ?? expect.fail('there is one page') })
    expect(await refusal(turned)).toMatchObject({ code: 'invalid_input', errors: [{ pointer: 'query/cursor' }] })
  })
})

it('know no order but their own', async () => {
  const call = school().affiliations.trainees({ query: { sort: 'residentId' as never } })
  expect(await refusal(call)).toMatchObject({ code: 'invalid_input', errors: [{ detail: '不能按这一项排序' }] })
})

it('go on after the longest name that a course can have', async () => {
  const { unit, token } = await createUnitWithOperator(api, { kind: 'industryAuthority' })
  const keeper = api.as(token)
  for (const name of ['庄'.repeat(100), '装'.repeat(100)]) await keeper.courses.create({ body: { ...aCourse, name } })
  const read = (sort: 'name' | '-name', query: Query) =>
    keeper.courses.list({ query: { authorityId: unit.id, sort, ...query } })
  for (const sort of ['name', '-name'] as const) expect(await walk(read as List['read'], sort, 1)).toHaveLength(2)
})
