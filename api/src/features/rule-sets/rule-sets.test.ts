import { ruleSetFor } from '@jijiao/api/features/rule-sets'
import { INITIAL_RULE_SETS } from '@jijiao/shared/rule-sets/data'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let province: Awaited<ReturnType<typeof authority>>
let city: Awaited<ReturnType<typeof authority>>

async function authority(regionCode: string, name: string) {
  const made = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode, name })
  const colleague = await registerPerson(api)
  return { ...made, as: api.as(made.token), colleague: api.as(await actFor(api, colleague, made.unit)) }
}

beforeAll(async () => {
  api = await startTestApi()
  province = await authority('440000', '广东省人力资源和社会保障厅')
  city = await authority('441900', '东莞市人力资源和社会保障局')
})
afterAll(() => api.stop())

const versionOf = async (key: string) => (await api.as().ruleSets.get({ params: { key } })).version

/** The current version of a rule set with one number changed. */
async function corrected(key: string, electiveTenths: number) {
  const { version, years, content } = await api.as().ruleSets.get({ params: { key } })
  const categories = content.categories.map((rule) =>
    rule.code === 'elective' ? { ...rule, minTenths: electiveTenths } : rule,
  )
  return { params: { key }, body: { version, years, content: { ...content, categories }, reason: '按粤人社文件更正' } }
}

describe('rule sets', () => {
  it('are there from the first start, for everybody to read, unconfirmed and once however often the app starts', async () => {
    await api.app.start()
    const { data } = await api.as().ruleSets.list({ query: { limit: 100 } })
    const keys = data.map(({ key }) => key)
    for (const { key } of INITIAL_RULE_SETS) expect(keys.filter((one) => one === key)).toEqual([key])
    expect(data.every(({ abilities }) => !abilities.confirm && !abilities.correct)).toBe(true)
  })

  it('are listed for a region and year in pages', async () => {
    const query = { regionCode: '441900', year: 2022, limit: 1 }
    const first = await api.as().ruleSets.list({ query })
    const second = await api.as().ruleSets.list({ query: { ...query, cursor: first.nextCursor ?? '' } })
    expect([...first.data, ...second.data].map(({ key }) => key)).toEqual(['440000-2021', 'nation-2015'])
    expect(second.nextCursor).toBeNull()
  })

  it('answer which of them holds', async () => {
    const holds = (regionCode: string, year: number) => api.as().ruleSets.applicable({ query: { regionCode, year } })
    expect(await holds('442000', 2020)).toMatchObject({ key: '440000-2020', version: 1 })
    expect(await holds('310000', 2020)).toMatchObject({ key: 'nation-2015', regionName: '全国' })
    expect((await refusal(holds('310000', 2012))).code).toBe('no_rule_set')
  })

  it('are corrected by the authority of their region as a new version; the old one stays as it was', async () => {
    const key = '440000-2020'
    const { abilities } = await province.as.ruleSets.get({ params: { key } })
    expect(abilities).toEqual({ correct: true, confirm: true })
    expect(await ruleSetFor(api.app.deps, { regionCode: '441900', year: 2020, series: null })).toMatchObject({
      version: 1,
    })

    const next = await province.as.ruleSets.correct(await corrected(key, 180))
    expect(next).toMatchObject({ version: 2, verified: false, isCurrent: true, abilities: { confirm: false } })
    const holding = await ruleSetFor(api.app.deps, { regionCode: '441900', year: 2020, series: null })
    expect(holding?.categories.find(({ code }) => code === 'elective')?.minTenths).toBe(180)

    const old = await api.as().ruleSets.getVersion({ params: { key, version: 1 } })
    expect(old).toMatchObject({ isCurrent: false, content: { categories: [{}, {}, { minTenths: 120 }] } })
    const { data } = await api.as().ruleSets.history({ params: { key } })
    expect(data.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
      [2, true],
      [1, false],
    ])
    expect(await factNamesAbout(api, key)).toEqual(['RuleSetCorrected'])
  })

  it('are vouched for with evidence, once, and not by whoever wrote the version', async () => {
    const key = '440000-2021'
    const next = await province.as.ruleSets.correct(await corrected(key, 180))
    const confirm = { params: { key }, body: { version: next.version, evidence: '与文件原文逐项核对一致' } }
    expect((await refusal(province.as.ruleSets.confirm(confirm))).code).toBe('own_rule_set')
    const confirmed = await province.colleague.ruleSets.confirm(confirm)
    expect(confirmed).toMatchObject({
      verified: true,
      confirmation: { authority: '广东省人力资源和社会保障厅', evidence: '与文件原文逐项核对一致' },
    })
    expect((await refusal(province.colleague.ruleSets.confirm(confirm))).code).toBe('rule_set_confirmed')
    const stale = { ...confirm, body: { ...confirm.body, version: next.version - 1 } }
    expect((await refusal(province.colleague.ruleSets.confirm(stale))).code).toBe('state_conflict')
    expect(await ruleSetFor(api.app.deps, { regionCode: '440100', year: 2021, series: null })).toMatchObject({
      verified: true,
    })
  })

  it('of a narrower region are laid down by its own authority and then hold there alone', async () => {
    const { years, content } = await api.as().ruleSets.get({ params: { key: '440000-2024' } })
    const body = { years: { ...years, from: 2026 }, series: '080', content, reason: '本市工程系列的要求' }
    const created = await city.as.ruleSets.create({ body })
    expect(created).toMatchObject({ key: '441900-2026-080', regionCode: '441900', version: 1 })
    const holds = async (regionCode: string, series: string) =>
      (await api.as().ruleSets.applicable({ query: { regionCode, year: 2026, series } })).key
    expect(await holds('441900', '080')).toBe('441900-2026-080')
    expect(await holds('441900', '050')).toBe('440000-2024')
    expect(await holds('442000', '080')).toBe('440000-2024')
    expect((await refusal(city.as.ruleSets.create({ body }))).code).toBe('rule_set_exists')
  })

  it('are never touched by another region, a unit or a guest', async () => {
    const key = '440000-2024'
    const correction = await corrected(key, 10)
    const confirm = { params: { key }, body: { version: correction.body.version, evidence: '看过' } }
    const unit = api.as((await createUnitWithOperator(api)).token)
    const clerk = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '440000', grants: ['operate'] })
    for (const somebody of [city.as, unit, api.as(clerk.token)]) {
      expect((await refusal(somebody.ruleSets.correct(correction))).code).toBe('not_allowed')
      expect((await refusal(somebody.ruleSets.confirm(confirm))).code).toBe('not_allowed')
    }
    const { version: _, ...laid } = correction.body
    expect((await refusal(unit.ruleSets.create({ body: { ...laid, series: null } }))).code).toBe('not_allowed')
    expect((await refusal(api.as().ruleSets.correct(correction))).status).toBe(401)
    // The nation's is read by all and changed by none.
    const national = await corrected('nation-2015', 10)
    expect((await refusal(province.as.ruleSets.correct(national))).code).toBe('not_allowed')
    expect(await versionOf(key)).toBe(1)
  })

  it('refuse what they do not know or understand', async () => {
    expect((await refusal(api.as().ruleSets.get({ params: { key: 'nothing' } }))).status).toBe(404)
    expect((await refusal(api.as().ruleSets.history({ params: { key: 'nothing' } }))).status).toBe(404)
    expect((await refusal(api.as().ruleSets.getVersion({ params: { key: 'nation-2015', version: 9 } }))).status).toBe(
      404,
    )
    const correction = await corrected('440000-2024', 180)
    const share = { kind: 'leastShare' as const, categories: ['public' as const], numerator: 1, denominator: 2 }
    const content = { ...correction.body.content, checks: [{ expression: share, severity: 'failure' as const }] }
    const refused = await refusal(
      province.as.ruleSets.correct({ ...correction, body: { ...correction.body, content } }),
    )
    expect(refused).toMatchObject({ status: 422, errors: [{ pointer: '#/content/checks/0/severity' }] })
  })

  it('have one next version, however many correct the same one at once', async () => {
    const correction = await corrected('440000-2010', 130)
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => province.as.ruleSets.correct(correction)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { data } = await api.as().ruleSets.history({ params: { key: '440000-2010' } })
    expect(data.map(({ version }) => version)).toEqual([2, 1])
  })
})

describe('a second process', () => {
  it('sees a correction with its next question', async () => {
    const { connect } = await import('@jijiao/api/db/connect')
    const { inject } = await import('vitest')
    const other = await connect(inject('databaseUri'), api.app.deps.db.name)
    try {
      const query = { regionCode: '440000', year: 2025, series: null }
      const before = await ruleSetFor({ db: other }, query)
      await province.as.ruleSets.correct(await corrected('440000-2024', 190))
      expect((await ruleSetFor({ db: other }, query))?.version).toBe((before?.version ?? 0) + 1)
    } finally {
      await other.close()
    }
  })
})
