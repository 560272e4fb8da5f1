import type { LegacyTable } from '@jijiao/shared/legacy'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addTrainees, bySystem } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import {
  actFor,
  createUnitWithOperator,
  creditCodeOf,
  registerPerson,
  residentIdOf,
  type TestUnit,
} from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { findLegacyCertificate, importLegacy } from '.'

let api: TestApi
let unit: TestUnit
let token: string
let operator: ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  token = made.token
  operator = api.as(token)
})

const take = (table: LegacyTable, ...lines: string[]) =>
  importLegacy(api.app.deps, bySystem(api), table, Buffer.from(lines.join('\n')))

let last = 0
/** An old unit with four people, and the records and certificates of the first. */
async function anOldUnit(of: { name?: string; code?: string } = {}) {
  last += 1
  const name = of.name ?? `东莞市老城第${last}小学（东校区）`
  const code = of.code ?? creditCodeOf(900_000 + last)
  const people = ['赵一', '钱二', '孙三', '李四'].map((person, index) => ({
    name: person,
    residentId: residentIdOf(250_000 + last * 10 + index),
  }))
  const of1 = `${name},${code},${people[0]?.name},${people[0]?.residentId}`
  await take(
    'people',
    '单位名称,单位代码,姓名,身份证号',
    ...people.map((p) => `${name},${code},${p.name},${p.residentId}`),
  )
  const record = '单位名称,单位代码,姓名,身份证号,年度,科目类型,课程名称,认定学时,施教机构'
  await take('records', record, `${of1},2016,公需课,职业道德,18,市教师进修学校`, `${of1},2015,专业课,课程改革,42.5,`)
  const certificate = '单位名称,单位代码,姓名,身份证号,年度,证书编号,公需课学时,专业课学时,年度验证结果'
  await take('certificates', certificate, `${of1},2016,粤继教[2016]第${last}号,18,54,合格`)
  return { name, code, people }
}

const wider = (text: string) => text.replace('（', ' (').replace('）', ') ')
const same = { body: { method: 'same' } } as const
const byCode = (name: string, code: string) => ({ body: { method: 'code', name, code } }) as const
const byPeople = (name: string, people: readonly { name: string; residentId: string }[]) => ({
  body: { method: 'people' as const, name, people: [...people] },
})

describe('importing', () => {
  it('adds what is new and nothing twice, and names each wrong cell', async () => {
    const heading = '单位名称,单位代码,姓名,身份证号,年度,科目类型,课程名称,认定学时'
    const id = residentIdOf(240_001)
    const good = `老单位,12345678-8,张三,${id.slice(0, 6)}${id.slice(8, 17)},2016,专业课,急救,18`
    const bad = ',12345678-8,李四,123,2018,思政课,急救,十八'
    const first = await take('records', heading, good, bad)
    expect(first).toMatchObject({ added: 1, known: 0 })
    expect(first.faults.map(({ row, column }) => `${row}${column}`)).toEqual([
      '3单位名称',
      '3年度',
      '3科目类型',
      '3认定学时',
      '3身份证号',
    ])
    const again = await take('records', heading, good.replace('12345678-8', '123456788'), `${good},多余`)
    expect(again).toEqual({ added: 0, known: 2, faults: [] })
    await expect(take('records', '姓名,身份证号', `张三,${id}`)).rejects.toThrow('没有“单位名称”、“单位代码”')
  })

  it('gives a certificate number to one person', async () => {
    const heading = '单位名称,单位代码,姓名,身份证号,年度,证书编号'
    const line = (name: string, id: number) => `老单位二,12345678-8,${name},${residentIdOf(id)},2015,证〔2015〕 1 号`
    const { added, faults } = await take('certificates', heading, line('张三', 240_002), line('李四', 240_003))
    expect(added).toBe(1)
    expect(faults).toEqual([{ row: 3, column: '证书编号', detail: '这个证书编号已属于另一个人，请核对' }])
    const found = await findLegacyCertificate(api.app.deps, '证[2015]1号')
    expect(found).toMatchObject({ name: '张三', year: 2015, residentId: expect.stringMatching(/^\d{6}\*{8}/) })
    expect(await findLegacyCertificate(api.app.deps, '证[2015]2号')).toBeNull()
  })
})

describe('taking over an old unit', () => {
  it('needs nothing else when name and code are the present ones', async () => {
    const old = await anOldUnit({ name: `${unit.name} `, code: `${unit.code.slice(8, 16)}-${unit.code.slice(16, 17)}` })
    const bound = await operator.legacy.bind(same)
    expect(bound).toMatchObject({ outcome: 'bound', people: 4 })
    expect((await operator.legacy.bind(same)).outcome).toBe('alreadyBound')
    expect((await operator.legacy.bind(byCode(old.name, old.code))).outcome).toBe('alreadyBound')
    expect(await factNamesAbout(api, bound.unit.id)).toEqual(['LegacyUnitBound'])
    expect((await operator.legacy.bindings()).data).toEqual([{ id: bound.unit.id, name: unit.name }])
  })

  it('is proved by the old name and code, however they are written', async () => {
    const old = await anOldUnit()
    const code = `${old.code.slice(8, 16)}－${old.code.slice(16, 17)}`
    expect((await operator.legacy.bind(byCode(wider(old.name), code))).outcome).toBe('bound')
  })

  it('is proved by the old name and three of its people, all of whom must match', async () => {
    const old = await anOldUnit()
    const [one, two, three, four] = old.people
    if (!one || !two || !three || !four) throw new Error('there are four')
    const wrong = [
      byPeople(old.name, [one, two, { ...three, name: '孙五' }]),
      byPeople(old.name, [one, two, { ...three, residentId: residentIdOf(1) }]),
      byPeople(old.name, [one, one, two]),
      byPeople('别的小学', [one, two, three]),
    ]
    const problems = []
    for (const proof of wrong) problems.push(await refusal(operator.legacy.bind(proof)))
    for (const problem of problems) expect({ ...problem, requestId: '' }).toEqual({ ...problems[0], requestId: '' })
    expect(problems[0]).toMatchObject({ code: 'legacy_mismatch', status: 422 })
    expect((await operator.legacy.bind(byPeople(wider(old.name), [four, two, one]))).outcome).toBe('bound')
  })

  it('allows five tries a day for an account, and for an old unit whoever asks', async () => {
    const old = await anOldUnit()
    const wrong = (name: string) => operator.legacy.bind(byCode(name, '000000000'))
    for (let count = 0; count < 5; count += 1)
      expect((await refusal(wrong(`不存在${count}`))).code).toBe('legacy_mismatch')
    expect((await refusal(operator.legacy.bind(byCode(old.name, old.code)))).code).toBe('legacy_tries_exceeded')

    const colleagues = await Promise.all(
      Array.from({ length: 6 }, async () => api.as((await createUnitWithOperator(api)).token)),
    )
    const outcomes = await Promise.all(
      colleagues.map((colleague) => refusal(colleague.legacy.bind(byCode(wider(old.name), '000000000')))),
    )
    expect(outcomes.map(({ code }) => code).sort()).toEqual([
      ...Array(5).fill('legacy_mismatch'),
      'legacy_tries_exceeded',
    ])
    api.clock.advance(24 * 3_600_000 + 1_000)
    const renewed = api.as(await actFor(api, await registerPerson(api), unit))
    expect((await renewed.legacy.bind(byCode(old.name, old.code))).outcome).toBe('bound')
  })

  it('happens once when two ask at the same time, and the authority decides the claim of the other', async () => {
    const old = await anOldUnit()
    const other = await createUnitWithOperator(api)
    const rival = api.as(other.token)
    const both = await Promise.all([operator, rival].map((who) => who.legacy.bind(byCode(old.name, old.code))))
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['bound', 'conflict'])
    const [holder, claimant] = both[0]?.outcome === 'bound' ? [operator, rival] : [rival, operator]
    await claimant.legacy.bind(byCode(old.name, old.code))

    const hr = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '441900' })).token)
    const far = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })).token)
    const claims = (await hr.legacy.claims({ query: { state: 'open' } })).data.filter(
      ({ unit: { name } }) => name === old.name,
    )
    expect(claims).toHaveLength(1)
    const params = { claimId: claims[0]?.id ?? '' }
    const decide = (who: typeof hr) =>
      who.legacy.decideClaim({ params, body: { decision: 'grant', opinion: '已核实' } })
    expect((await refusal(decide(operator))).code).toBe('not_allowed')
    expect((await refusal(decide(far))).code).toBe('not_found')
    expect((await refusal(operator.legacy.claims())).code).toBe('not_allowed')
    const waiting = async (who: typeof hr) =>
      (await who.approvals.list({ query: { kind: 'legacyClaim' } })).data.filter(({ id }) => id === params.claimId)
    expect(await waiting(hr)).toMatchObject([{ hasConflict: true, decisions: ['approve', 'refuse'] }])
    expect(await waiting(far)).toEqual([])
    await claimant.approvals.nudge({ body: { kind: 'legacyClaim', id: params.claimId } })
    expect((await holder.messages.list()).data[0]?.kind).toBe('legacyUnitClaimed')
    const decided = await Promise.allSettled([decide(hr), decide(hr)])
    expect(decided.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await waiting(hr)).toEqual([])
    for (const who of [claimant, holder]) {
      expect((await who.messages.list()).data[0]?.kind).toBe('legacyClaimGranted')
    }
    expect((await claimant.legacy.bindings()).data).toHaveLength(1)
    expect((await holder.legacy.bindings()).data).toEqual([])
    expect((await holder.legacy.bind(byCode(old.name, old.code))).outcome).toBe('conflict')
  })

  it('is for operators of units with the grant', async () => {
    const person = await registerPerson(api)
    const provider = await createUnitWithOperator(api, { kind: 'provider' })
    const decider = await actFor(api, person, unit, ['decide'])
    for (const who of [provider.token, decider]) {
      expect((await refusal(api.as(who).legacy.bind(same))).code).toBe('not_allowed')
    }
    expect((await refusal(api.as(person.token).legacy.bind(same))).code).toBe('organization_required')
    expect((await refusal(api.as().legacy.bind(same))).code).toBe('not_signed_in')
    expect((await refusal(operator.legacy.bind(byPeople('某校', [])))).code).toBe('invalid_input')
  })
})

describe('what the old system left', () => {
  it('is seen by the unit that took it over, masked, and printed whole with a trace', async () => {
    const old = await anOldUnit()
    expect((await operator.legacy.records()).data).toEqual([])
    await operator.legacy.bind(byCode(old.name, old.code))
    const [holder] = old.people
    const { data } = await operator.legacy.records()
    expect(data.map(({ courseName, certifiedTenths }) => [courseName, certifiedTenths])).toEqual([
      ['课程改革', 425],
      ['职业道德', 180],
    ])
    expect(JSON.stringify(data)).not.toContain(holder?.residentId)
    const counted = async (query: object) => (await operator.legacy.records({ query })).data.length
    expect(await counted({ year: 2016 })).toBe(1)
    expect(await counted({ q: 'zhaoyi' })).toBe(2)
    expect(await counted({ q: holder?.residentId })).toBe(2)
    expect(await counted({ q: '钱二' })).toBe(0)
    expect((await refusal(operator.legacy.records({ query: { year: 2018 } }))).code).toBe('invalid_input')
    expect((await operator.legacy.people({ query: { q: '三' } })).data.map(({ name }) => name)).toEqual(['孙三'])
    const one = await operator.legacy.people({ query: { limit: 3 } })
    const two = await operator.legacy.people({ query: { limit: 3, cursor: one.nextCursor ?? '' } })
    expect([...one.data, ...two.data].map(({ name }) => name)).toEqual(['李四', '钱二', '孙三', '赵一'])

    const [certificate] = (await operator.legacy.certificates({ query: { year: 2016 } })).data
    expect(certificate).toMatchObject({ totalTenths: 720, result: 'passed' })
    const params = { certificateId: certificate?.id ?? '' }
    const print = await operator.legacy.certificate({ params })
    expect(print).toMatchObject({ residentId: holder?.residentId, records: [{ courseName: '职业道德' }] })
    expect(await factNamesAbout(api, params.certificateId)).toEqual(['PersonalDataRevealed'])
    const stranger = api.as((await createUnitWithOperator(api)).token)
    expect((await refusal(stranger.legacy.certificate({ params }))).code).toBe('not_found')
    expect((await stranger.legacy.certificates()).data).toEqual([])
    expect((await refusal(api.as().legacy.certificates())).code).toBe('not_signed_in')
  })

  it('is seen by the person herself, whoever holds the unit', async () => {
    const [trainee] = await addTrainees(api, 1)
    if (!trainee) throw new Error('there is one')
    const heading = '单位名称,单位代码,姓名,身份证号,年度,证书编号'
    await take('certificates', heading, `老单位三,12345678-8,${trainee.name},${trainee.residentId},2017,证2017-77`)
    const own = api.as(trainee.token)
    const [certificate] = (await own.legacy.myCertificates()).data
    expect(certificate?.number).toBe('证2017-77')
    const params = { certificateId: certificate?.id ?? '' }
    expect((await own.legacy.myCertificate({ params })).residentId).toBe(trainee.residentId)
    expect((await own.legacy.myRecords()).data).toEqual([])
    const other = api.as((await addTrainees(api, 1))[0]?.token)
    expect((await refusal(other.legacy.myCertificate({ params }))).code).toBe('not_found')
    expect((await other.legacy.myCertificates()).data).toEqual([])
  })
})
