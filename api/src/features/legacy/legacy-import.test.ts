import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import {
  createUnit,
  createUnitWithOperator,
  creditCodeOf,
  registerPerson,
  residentIdOf,
  type TestUnit,
} from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { findLegacyCertificate } from '.'
import { legacyUnitModel } from './legacy.model'

let api: TestApi
let hr: ReturnType<TestApi['as']>
let unit: TestUnit
let operator: ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  hr = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '441900' })).token)
  const made = await createUnitWithOperator(api)
  unit = made.unit
  operator = api.as(made.token)
})

type Kind = 'legacyUnits' | 'legacyPeople' | 'legacyRecords' | 'legacyCertificates'
const HEADINGS: Readonly<Record<Kind, string>> = {
  legacyUnits: '单位名称,单位代码,行政区划代码',
  legacyPeople: '单位名称,单位代码,姓名,身份证号',
  legacyRecords: '单位名称,单位代码,姓名,身份证号,年度,科目类型,课程名称,认定学时',
  legacyCertificates: '单位名称,单位代码,姓名,身份证号,年度,证书编号,公需课学时,年度验证结果',
}
let last = 260_000
const nextId = () => {
  last += 1
  return residentIdOf(last)
}
const at = (importId: string) => ({ params: { importId } })
const check = (kind: Kind, lines: readonly string[], client = hr) =>
  client.imports.check({
    params: { kind },
    file: { name: '旧系统.csv', source: new Blob([[HEADINGS[kind], ...lines].join('\n')]) },
  })
async function imported(kind: Kind, lines: readonly string[]) {
  const { id } = await check(kind, lines)
  await hr.imports.start({ ...at(id), body: { mode: 'good' } })
  await api.app.worker.runDue()
  return hr.imports.get(at(id))
}
const faultsOf = async (importId: string) =>
  (await hr.imports.faults(at(importId))).data.map(
    ({ row, faults }) => `${row} ${faults.map(({ column, detail }) => `${column ?? ''}：${detail}`).join('；')}`,
  )
const oldUnit = () => {
  last += 1
  return { name: `东莞市老城第${last}中学`, code: creditCodeOf(last) }
}
const takeOver = async ({ name, code }: { readonly name: string; readonly code: string }, client = operator) => {
  const bound = await client.legacy.bind({ body: { method: 'code', name, code } })
  await api.app.worker.runDue()
  return bound
}

describe('a table of the old system that the HR authority uploads', () => {
  it('is offered as a template, checked by row and column, and taken in once', async () => {
    const template = await hr.imports.template({ params: { kind: 'legacyCertificates' } })
    expect(template.content.byteLength).toBeGreaterThan(0)
    const { name, code } = oldUnit()
    const [one, two] = [nextId(), nextId()]
    const good = `${name},${code},张三,${one},2016,证〔2016〕${last}号,18,合格`
    const lines = [
      good,
      good,
      `${name},${code},李四,${two},2016,证[2016] ${last} 号,18,合格`,
      `${name},,李四,${two},2019,别的,十八,优秀`,
    ]
    const found = await check('legacyCertificates', lines)
    expect(found).toMatchObject({ rowCount: 4, badCount: 3 })
    const faults = await faultsOf(found.id)
    expect(faults.slice(0, 2)).toEqual(['3 ：与第 2 行相同', '4 证书编号：这个证书编号已属于另一个人，请核对'])
    expect(faults[2]).toMatch(/^5 单位代码：请填写；年度：.+；公需课学时：.+；年度验证结果：.+$/)
    expect(await findLegacyCertificate(api.app.deps, `证[2016]${last}号`)).toBeNull()

    const done = await imported('legacyCertificates', lines)
    expect(done).toMatchObject({ id: found.id, state: 'done', importedCount: 1, badCount: 3 })
    expect(await findLegacyCertificate(api.app.deps, `证[2016]${last}号`)).toMatchObject({ name: '张三' })
    expect((await factNamesAbout(api, done.id)).slice(-2)).toEqual(['ImportStarted', 'ImportFinished'])
    expect((await check('legacyCertificates', ['', good])).badCount).toBe(1)
  })

  it('is refused when it is no table, and for units of another region', async () => {
    const file = (source: Blob) =>
      hr.imports.check({ params: { kind: 'legacyPeople' }, file: { name: 'a.xlsx', source } })
    expect((await refusal(file(new Blob(['PK\u0003\u0004 no zip'])))).code).toBe('sheet_refused')
    const { name, code } = oldUnit()
    const { id, badCount } = await check('legacyUnits', [`${name},${code},440106`, `${name}分校,${code},441900`])
    expect(badCount).toBe(1)
    expect(await faultsOf(id)).toEqual(['2 单位名称：这个单位不在本辖区'])
  })

  it('asks for each unit once, however many rows name it', async () => {
    const [one, two] = [oldUnit(), oldUnit()]
    const lines = [one, two, one, one, two].map(({ name, code }) => `${name},${code},张三,${nextId()}`)
    const asked = vi.spyOn(legacyUnitModel(api.app.deps.db), 'bulkWrite')
    expect(await imported('legacyPeople', lines)).toMatchObject({ state: 'done', importedCount: 5 })
    expect(asked.mock.calls.map(([writes]) => writes.length)).toEqual([2])
    asked.mockRestore()
    const units = await imported('legacyUnits', [`${one.name},${one.code},441900`, `${two.name},${two.code},441900`])
    expect(units).toMatchObject({ state: 'done', importedCount: 2 })
  })

  it('is undone as long as nobody has taken the unit over', async () => {
    const { name, code } = oldUnit()
    const lines = [`${name},${code},张三,${nextId()}`]
    const first = await imported('legacyPeople', lines)
    expect((await hr.imports.undo(at(first.id))).state).toBe('undone')
    const second = await imported('legacyPeople', lines)
    expect((await takeOver({ name, code })).people).toBe(1)
    expect((await refusal(hr.imports.undo(at(second.id)))).code).toBe('import_moved_on')
  })

  it('belongs to the authority, and to its operators who operate', async () => {
    const { name, code } = oldUnit()
    const { id } = await check('legacyUnits', [`${name},${code},`])
    const far = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })).token)
    expect((await refusal(far.imports.get(at(id)))).code).toBe('not_found')
    const decider = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', grants: ['decide'] })).token)
    for (const client of [decider, operator]) {
      expect((await refusal(check('legacyUnits', [`${name},${code},`], client))).code).toBe('not_allowed')
    }
    expect((await refusal(check('legacyUnits', [`${name},${code},`], api.as()))).code).toBe('not_signed_in')
  })
})

describe('the people of an old unit that is taken over', () => {
  const people = async (client = operator) =>
    (await client.legacy.people()).data.map(({ name, takeover }) => `${name} ${takeover}`)

  it('become its trainees, each once, and the others are named with the reason', async () => {
    const old = oldUnit()
    const real = await registerPerson(api, { residentId: nextId(), name: '丙三' })
    const [elsewhere] = await addConfirmedTrainees(api, await createUnit(api), 1, ['丁四'])
    const [ours] = await addConfirmedTrainees(api, unit, 1, ['戊五'])
    const gone = await registerPerson(api, { residentId: nextId(), name: '壬九' })
    await api.as(gone.token).affiliations.saveProfile({ body: { version: 0, education: '21' } })
    await api.as(gone.token).myData.close({ body: { password: gone.password, acknowledged: true } })
    const wrong = nextId()
    const digit = wrong.endsWith('1') ? '2' : '1'
    const line = (name: string, id = '') => `${old.name},${old.code},${name},${id}`
    await imported('legacyPeople', [
      line('甲一', nextId()),
      line('乙二', real.residentId),
      line('丁四', elsewhere?.residentId),
      line('戊五', ours?.residentId),
      line('壬九', gone.residentId),
      line('己六', `${wrong.slice(0, 17)}${digit}`),
    ])
    await takeOver(old)
    expect((await people()).sort()).toEqual(
      ['丁四 otherUnit', '乙二 otherName', '己六 wrongNumber', '壬九 restricted', '戊五 bound', '甲一 bound'].sort(),
    )
    const { data: members } = await operator.affiliations.trainees()
    expect(members.map(({ name }) => name).sort()).toEqual(['戊五', '甲一'].sort())
    const taken = members.find(({ name }) => name === '甲一')
    expect(taken?.education).toBeNull()
    expect(await factNamesAbout(api, taken?.affiliationId ?? '')).toEqual(['TraineeAdded'])
    expect((await operator.legacy.bind({ body: { method: 'code', ...old } })).outcome).toBe('alreadyBound')
    await api.app.worker.runDue()
    expect((await operator.affiliations.trainees()).data).toHaveLength(2)
  })

  it('follow when they are imported later, and when the authority gives the unit to another', async () => {
    const old = oldUnit()
    await imported('legacyUnits', [`${old.name},${old.code},441900`])
    await takeOver(old)
    const residentId = nextId()
    await imported('legacyPeople', [`${old.name},${old.code},庚七,${residentId}`])
    await api.app.worker.runDue()
    expect(await people()).toEqual(['庚七 bound'])

    const rival = api.as((await createUnitWithOperator(api)).token)
    expect((await takeOver(old, rival)).outcome).toBe('conflict')
    const claim = (await hr.legacy.claims()).data.find(({ unit: { name } }) => name === old.name)
    await hr.legacy.decideClaim({
      params: { claimId: claim?.id ?? '' },
      body: { decision: 'grant', opinion: '已核实' },
    })
    await api.app.worker.runDue()
    expect(await people()).toEqual([])
    expect(await people(rival)).toEqual(['庚七 bound'])
    expect((await operator.affiliations.trainees()).data).toEqual([])
    expect((await rival.affiliations.trainees()).data.map(({ name }) => name)).toEqual(['庚七'])
    const person = api.as((await registerPerson(api, { residentId, name: '庚七' })).token)
    const { data } = await person.affiliations.mine()
    expect(data.map(({ state, origin }) => `${state} ${origin}`)).toEqual(['active legacy', 'ended legacy'])
  })
})
