import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { createUnitWithOperator } from '../../../../test/support/people'
import {
  draftedRecord,
  type RecordWorld,
  recognizedRecord,
  recordWorld,
  submittedByPerson,
} from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let world: RecordWorld
let other: RecordWorld
let authority: RecordWorld['clerk']
let ids: { ethics: string; projects: string; lastYear: string; draft: string; waiting: string; elsewhere: string }

beforeAll(async () => {
  api = await startTestApi()
  world = await recordWorld(api)
  other = await recordWorld(api, { regionCode: '442000' })
  const province = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '440000' })
  const ethics = await recognizedRecord(world)
  const days = { startsOn: '2026-04-01', endsOn: '2026-04-03' }
  const projects = await recognizedRecord(world, {
    ...days,
    courseName: '项目管理',
    category: 'elective',
    studyMode: 'online',
  })
  const past = { startsOn: '2025-04-01', endsOn: '2025-04-03', year: 2025, providerName: '广州市培训学院' }
  const lastYear = await recognizedRecord({ ...world, trainee: world.trainees[1] ?? world.trainee }, past)
  const draft = await draftedRecord(world, { courseName: '草稿课程' })
  const waiting = await submittedByPerson(world, { courseName: '安全生产' })
  const elsewhere = await recognizedRecord(other)
  authority = api.as(province.token)
  ids = {
    ethics: ethics.id,
    projects: projects.id,
    lastYear: lastYear.id,
    draft: draft.id,
    waiting: waiting.id,
    elsewhere: elsewhere.id,
  }
})
afterAll(() => api.stop())

const found = async (page: Promise<{ readonly data: readonly { readonly id: string }[] }>) =>
  (await page).data.map(({ id }) => id)

describe('declared records', () => {
  it('are those of the organization, newest first, by every filter of the form', async () => {
    const declared = (query: Parameters<typeof world.clerk.creditRecords.declared>[0] = {}) =>
      found(world.clerk.creditRecords.declared(query))
    expect(await declared()).toEqual([ids.draft, ids.lastYear, ids.projects, ids.ethics])
    expect(await declared({ query: { course: 'xmgl' } })).toEqual([ids.projects])
    expect(await declared({ query: { category: 'elective' } })).toEqual([ids.projects])
    expect(await declared({ query: { studyMode: 'online' } })).toEqual([ids.projects])
    expect(await declared({ query: { assessmentResult: 'failed' } })).toEqual([])
    expect(await declared({ query: { state: 'draft' } })).toEqual([ids.draft])
    expect(await declared({ query: { year: 2025 } })).toEqual([ids.lastYear])
    expect(await found(world.school.creditRecords.declared())).toEqual([])
    expect((await refusal(api.as().creditRecords.declared())).code).toBe('not_signed_in')
  })

  it('come in pages that neither repeat nor skip', async () => {
    const one = await world.clerk.creditRecords.declared({ query: { limit: 3 } })
    const two = await world.clerk.creditRecords.declared({ query: { limit: 3, cursor: one.nextCursor ?? '' } })
    expect([...one.data, ...two.data].map(({ id }) => id)).toEqual([ids.draft, ids.lastYear, ids.projects, ids.ethics])
    expect(two.nextCursor).toBeNull()
  })
})

describe('records to decide', () => {
  it('are found by course, name, ID number, category and year, by those who decide', async () => {
    const waiting = (query: Parameters<typeof world.chief.creditRecords.toDecide>[0] = {}) =>
      found(world.chief.creditRecords.toDecide(query))
    const { name, residentId } = world.trainee
    for (const query of [{}, { q: name }, { q: residentId }, { course: '安全' }, { year: 2026 }]) {
      expect(await waiting({ query })).toEqual([ids.waiting])
    }
    for (const query of [{ q: '没有' }, { course: '伦理' }, { year: 2025 }, { category: 'public' as const }]) {
      expect(await waiting({ query })).toEqual([])
    }
    expect(await found(other.chief.creditRecords.toDecide())).toEqual([])
    expect((await refusal(world.clerk.creditRecords.toDecide())).code).toBe('not_allowed')
  })
})

describe('recognised records', () => {
  it('are the unit’s, latest year first, by name, course, category, provider and year', async () => {
    const recognized = (query: Parameters<typeof world.clerk.creditRecords.recognized>[0] = {}) =>
      found(world.clerk.creditRecords.recognized(query))
    expect(await recognized()).toEqual([ids.projects, ids.ethics, ids.lastYear])
    expect(await recognized({ query: { q: world.trainees[1]?.name } })).toEqual([ids.lastYear])
    expect(await recognized({ query: { q: world.trainee.residentId } })).toEqual([ids.projects, ids.ethics])
    expect(await recognized({ query: { course: '伦理' } })).toEqual([ids.ethics, ids.lastYear])
    expect(await recognized({ query: { provider: '培训学院' } })).toEqual([ids.lastYear])
    expect(await recognized({ query: { category: 'elective', year: 2026 } })).toEqual([ids.projects])
    const one = await world.clerk.creditRecords.recognized({ query: { limit: 2 } })
    expect(await recognized({ query: { limit: 2, cursor: one.nextCursor ?? '' } })).toEqual([ids.lastYear])
    const wrong = world.clerk.creditRecords.recognized({ query: { cursor: 'WyJ4IiwiMCJd' } })
    expect((await refusal(wrong)).code).toBe('invalid_input')
  })

  it('are an authority’s for its whole region, and it may open each but no draft', async () => {
    expect(await found(authority.creditRecords.recognized({ query: { course: 'gclunli' } }))).toEqual([])
    const all = await found(authority.creditRecords.recognized({ query: { course: 'gcll' } }))
    expect(all).toEqual([ids.elsewhere, ids.ethics, ids.lastYear])
    expect(await found(authority.creditRecords.recognized({ query: { q: other.trainee.residentId } }))).toEqual([
      ids.elsewhere,
    ])
    const record = await authority.creditRecords.get({ params: { recordId: ids.elsewhere } })
    expect(record.abilities).toMatchObject({ approve: false, correct: false, askRevocation: true })
    expect((await refusal(authority.creditRecords.get({ params: { recordId: ids.draft } }))).code).toBe('not_found')
    expect(await found(other.clerk.creditRecords.recognized())).toEqual([ids.elsewhere])
  })
})
