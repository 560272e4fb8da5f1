import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, addTrainees } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import {
  createUnit,
  createUnitWithOperator,
  registerPerson,
  residentIdOf,
  type TestUnit,
} from '../../../../test/support/people'
import { aRecord } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'
import { readSheet } from '../../sheets'

let api: TestApi
let unit: TestUnit
let operator: ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  operator = api.as(made.token)
})

const HEADING = '姓名*,身份证号*,最高学历*,手机号,毕业时间,职称系列,所在地区'
let last = 170_000
const nextId = () => {
  last += 1
  return residentIdOf(last)
}
const line = (
  name: string,
  residentId = nextId(),
  rest = '大学本科毕业,13700001234,2002-07-01,工程技术人员、统计专业人员,广东省东莞市',
) => `${name},${residentId},${rest}`
const check = (lines: readonly string[], client = operator) =>
  client.imports.check({
    params: { kind: 'trainees' },
    file: { name: '学员.csv', source: new Blob([[HEADING, ...lines].join('\n')]) },
  })
const at = (importId: string) => ({ params: { importId } })
const faultsOf = async (importId: string) =>
  (await operator.imports.faults(at(importId))).data.map(
    ({ row, faults }) => `${row} ${faults.map(({ column, detail }) => `${column}：${detail}`).join('；')}`,
  )
async function imported(lines: readonly string[]) {
  const { id } = await check(lines)
  await operator.imports.start({ ...at(id), body: { mode: 'good' } })
  await api.app.worker.runDue()
  return operator.imports.get(at(id))
}
const members = async () => (await operator.affiliations.trainees()).data

describe('a table of trainees', () => {
  it('is offered with drop-downs for whatever has a list', async () => {
    const { content } = await operator.imports.template({ params: { kind: 'trainees' } })
    const { rows, mark } = await readSheet(content, { rows: 5_001, columns: 40 })
    expect(rows[0]?.cells.slice(0, 4)).toEqual(['姓名*', '身份证号*', '最高学历*', '性别'])
    expect(mark.slice(0, 2)).toEqual(['trainees', '1'])
  })

  it('is checked by row and column, against what is stored too, and adds nobody', async () => {
    const person = await registerPerson(api, { residentId: nextId(), name: '黄志强' })
    const [ours] = await addConfirmedTrainees(api, unit, 1, ['钱二'])
    const [theirs] = await addConfirmedTrainees(api, await createUnit(api), 1, ['孙三'])
    const twice = nextId()
    const found = await check([
      line('赵一', twice),
      line('赵一', twice),
      line('李四', nextId(), '大本,1370000,2002-13-01,占卜,火星'),
      line('周五', `${nextId().slice(0, 17)}A`),
      line('', nextId(), '大学本科毕业,,1950-07-01,,'),
      line('黄志刚', person.residentId),
      line('钱二', ours?.residentId),
      line('孙三', theirs?.residentId),
      line('吴六', '4.41900198001E+17'),
    ])
    expect(found).toMatchObject({ kind: 'trainees', rowCount: 9, badCount: 8 })
    const faults = await faultsOf(found.id)
    expect(faults[0]).toBe('3 身份证号：与第 2 行是同一人')
    expect(faults[1]).toMatch(
      /^4 手机号：.+；最高学历：请从给出的选项中选择；毕业时间：.+；职称系列：.+；所在地区：请选择所在地区$/,
    )
    expect(faults[2]).toContain('5 身份证号：身份证号')
    expect(faults[3]).toContain('6 姓名：请填写')
    expect(faults[4]).toBe('7 姓名：姓名与身份证号不一致，请核对')
    expect(faults[5]).toBe('8 身份证号：已是本单位的学员')
    expect(faults[6]).toContain('9 身份证号：此人已绑定其他单位')
    expect(faults[7]).toContain('10 身份证号：身份证号被存成了数字')
    expect(await members()).toHaveLength(1)
    const stored = JSON.stringify(await api.app.deps.db.collection('importedRows').find({ number: 2 }).toArray())
    expect(stored).not.toContain(twice)
  })

  it('says of whom the archive alone is left that only the person can come back', async () => {
    const gone = await registerPerson(api, { residentId: nextId(), name: '周十一' })
    await api.as(gone.token).affiliations.saveProfile({ body: { version: 0, education: '21' } })
    await api.as(gone.token).myData.close({ body: { password: gone.password, acknowledged: true } })
    const faultOf = async (name: string) => (await faultsOf((await check([line(name, gone.residentId)])).id))[0]
    expect(await faultOf('周十一')).toContain('身份证号：此人已注销账号')
    expect(await faultOf('不是她')).toContain('姓名：姓名与身份证号不一致')
  })

  it('adds everybody as one would be added: bound at once, told, completed where known, once', async () => {
    const [known] = await addTrainees(api, 1, ['欧阳小三'])
    const lines = [line('陈静静'), line('欧阳小三', known?.residentId)]
    const done = await imported(lines)
    expect(done).toMatchObject({ state: 'done', importedCount: 2, badCount: 0 })
    expect(await factNamesAbout(api, done.id)).toEqual(['ImportChecked', 'ImportStarted', 'ImportFinished'])
    const people = await members()
    expect(people.map(({ name }) => name).sort()).toEqual(['欧阳小三', '陈静静'])
    const added = await operator.trainees.view({
      params: { traineeId: people.find(({ name }) => name === '陈静静')?.id ?? '' },
    })
    expect(added).toMatchObject({ education: '21', series: ['080', '140'], regionCode: '441900', version: 1 })
    const { data: told } = await api.as(known?.token).messages.list()
    expect(told.map(({ kind }) => kind)).toContain('addedByUnit')

    expect((await check(lines)).id).toBe(done.id)
    const again = await check(['', ...lines])
    expect(again).toMatchObject({ rowCount: 2, badCount: 2 })
    expect((await refusal(operator.imports.start({ ...at(again.id), body: { mode: 'good' } }))).code).toBe(
      'import_has_faults',
    )
    expect(await members()).toHaveLength(2)
  })

  it('leaves out whom another unit has bound between the check and the import', async () => {
    const [residentId, name] = [nextId(), '郑七']
    const { id } = await check([line(name, residentId), line('王八')])
    const rival = api.as((await createUnitWithOperator(api)).token)
    await rival.trainees.add({ body: { name, residentId, education: '21' } })
    await operator.imports.start({ ...at(id), body: { mode: 'good' } })
    await api.app.worker.runDue()
    expect(await operator.imports.get(at(id))).toMatchObject({ state: 'done', importedCount: 1, badCount: 1 })
    expect((await faultsOf(id))[0]).toContain('此人已绑定其他单位')
  })

  it('is undone while nobody has moved on, and can then be imported again', async () => {
    const lines = [line('冯九'), line('陈十')]
    const first = await imported(lines)
    expect((await operator.imports.undo(at(first.id))).state).toBe('undone')
    expect(await members()).toEqual([])
    const second = await imported(lines)
    expect(second.id).not.toBe(first.id)
    const [one] = await members()
    await operator.creditRecords.create({ body: { ...aRecord, traineeId: one?.id ?? '' } })
    expect((await refusal(operator.imports.undo(at(second.id)))).code).toBe('import_moved_on')
    expect(await members()).toHaveLength(2)

    const third = await imported([line('褚一')])
    const edited = (await members()).find(({ name }) => name === '褚一')
    api.clock.advance(1_000)
    await operator.trainees.edit({ params: { traineeId: edited?.id ?? '' }, body: { version: 1, education: '31' } })
    expect((await refusal(operator.imports.undo(at(third.id)))).code).toBe('import_moved_on')
  })

  it('is for operators of units who maintain trainees', async () => {
    const decider = api.as((await createUnitWithOperator(api, { grants: ['decide'] })).token)
    const provider = api.as((await createUnitWithOperator(api, { kind: 'provider' })).token)
    for (const client of [decider, provider]) {
      expect((await refusal(check([line('卫二')], client))).code).toBe('not_allowed')
      expect((await refusal(client.imports.template({ params: { kind: 'trainees' } }))).code).toBe('not_allowed')
    }
    expect((await refusal(check([line('卫二')], api.as()))).code).toBe('not_signed_in')
  })
})
