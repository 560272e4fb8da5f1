import { TRAINEES } from '@jijiao/api/demo/cast'
import type { SessionTokens } from '@jijiao/shared/accounts'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type DemoWorld, openDemoWorld } from '../support/demo'
import { createUnitWithOperator } from '../support/people'
import type { Phone } from './phone'
import { openStage, STAGE_LIMIT_MS, type Stage } from './stage'

const DESK = { width: 1440, height: 900 }
const THIS_YEAR = new Date().getUTCFullYear()
const SCHOOL = '东莞市松湖职业技术学校'
const OLD_UNIT = '东莞市松湖中等专业学校（东校区）'

vi.setConfig({ testTimeout: 240_000 })

let stage: Stage
let world: DemoWorld
let school: SessionTokens
let hr: SessionTokens
beforeAll(async () => {
  stage = await openStage()
  world = await openDemoWorld(stage.api)
  school = await world.as('operator01', 'school')
  hr = await world.as('hr01', 'hr')
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

const atDesk = (session: SessionTokens, url: string) => stage.openPhone({ session, url, screen: DESK })
const onPhone = (session: SessionTokens, url: string) => stage.openPhone({ session, url })
const traineeAt = (index: number) => TRAINEES[index] ?? expect.fail('no such trainee')

async function openUnit(name: string) {
  const { unit, operator } = await createUnitWithOperator(stage.api, { name })
  return { unit, session: await stage.api.as(operator.token).accounts.actAs({ body: { organizationId: unit.id } }) }
}

const typedIn = ({ page }: Phone, label: string) => page.getByLabel(label, { exact: true }).inputValue()

it('lets a second unit claim an old one by three of its people, and the authority decide whose it is', async () => {
  const claimant = await openUnit('东莞市松湖东区职业学校')
  const desk = await atDesk(claimant.session, '/packages/people/legacy-binding/index')
  await desk.tap('绑定')
  await desk.sees('填写的信息与旧系统不一致，请核对后重试')
  await desk.tick('知道旧名称和 3 名学员', 'radio')
  await desk.fill('旧系统里的单位名称', OLD_UNIT)
  await desk.tap('绑定')
  await desk.sees('请填写 3 名学员的姓名和身份证号')
  for (const [index, { name, residentId }] of TRAINEES.slice(0, 3).entries()) {
    await desk.fill(`第 ${index + 1} 名学员的姓名`, name)
    await desk.fill(`第 ${index + 1} 名学员的身份证号`, residentId)
  }
  await desk.fill('第 3 名学员的姓名', '别人')
  await desk.tap('绑定')
  await desk.sees('填写的信息与旧系统不一致，请核对后重试')
  expect(await typedIn(desk, '第 2 名学员的身份证号')).toBe(traineeAt(1).residentId)
  await desk.fill('第 3 名学员的姓名', traineeAt(2).name)
  await desk.tap('绑定')
  await desk.sees(`这个旧单位已被其他单位绑定，已报人社主管部门裁定：${OLD_UNIT}`)

  const authority = await onPhone(hr, '/packages/people/legacy-claims/index')
  await authority.tap('归认领单位')
  await authority.tap('归认领单位')
  await authority.sees('请填写意见，对方会看到')
  await authority.tick('经核实，为认领单位前身', 'radio')
  await authority.shoot('legacy-claim')
  await authority.tap('归认领单位')
  await authority.sees('没有要决定的认领')
  await authority.turnToTab('全部')
  await authority.sees('意见：经核实，为认领单位前身')

  await desk.open('/packages/people/legacy-archive/index')
  await desk.sees('职业教育教学法')
  const answered = await onPhone(claimant.session, '/pages/messages/index')
  await answered.sees('已归东莞市松湖东区职业学校，意见：经核实，为认领单位前身。')
})

it('merges a unit that was registered twice into the one that stays', async () => {
  const twice = await openUnit('松湖技术学校东莞分校')
  const desk = await atDesk(hr, '/packages/people/unit-merges/index')
  await desk.tap('合并重复单位')
  await desk.tap('合并单位')
  await desk.sees('请选择重复的单位和保留的单位')
  const searched = (what: string) => `搜索${what}：单位名称、简称、拼音首字母或信用代码`
  await desk.fill(searched('重复的单位'), twice.unit.name)
  await desk.tap(twice.unit.name)
  await desk.fill(searched('保留的单位'), twice.unit.name)
  await desk.tap(twice.unit.name)
  await desk.fill('合并的原因', '同一所学校登记了两次')
  await desk.tap('合并单位')
  await desk.sees('不能合并到同一个单位，请另选')
  await desk.tap('另选保留的单位')
  await desk.fill(searched('保留的单位'), '松湖职校')
  await desk.tap(SCHOOL)
  expect(await typedIn(desk, '合并的原因')).toBe('同一所学校登记了两次')
  await desk.tap('合并单位')
  await desk.sees('合并不能撤销')
  await desk.shoot('unit-merge')
  await desk.tap('合并单位')
  await desk.sees('已完成')
  await desk.sees('同一所学校登记了两次')
  const gone = await onPhone(twice.session, '/packages/people/trainees/index')
  await gone.sees(/已并入|切换身份|没有/)
})

it('records the dishonesty of a unit, which answers', async () => {
  const desk = await atDesk(hr, '/packages/oversight/dishonesty-form/index')
  await desk.fill('失信内容', '一期班的考勤表有 12 处代签。')
  await desk.tap('登记')
  await desk.sees('请选择失信主体')
  const searched = '搜索失信主体：单位名称、简称、拼音首字母或信用代码'
  await desk.fill(searched, '没有这样的单位')
  await desk.sees('没有找到这个单位')
  await desk.fill(searched, 'shzyjsxx')
  await desk.tap(SCHOOL)
  await desk.tap('另选失信主体')
  expect(await typedIn(desk, searched)).toBe('')
  await desk.fill(searched, '松湖职校')
  await desk.tap(SCHOOL)
  await desk.page.getByLabel('失信类别', { exact: true }).selectOption({ index: 1 })
  await desk.shoot('unit-dishonesty-form')
  await desk.tap('登记')
  await desk.tap('告知当事方')
  await desk.tap('告知当事方')
  await desk.sees('已告知')
  expect(await desk.text()).toContain('一期班的考勤表有 12 处代签。')

  const answering = await onPhone(school, '/packages/oversight/dishonesty-records/index')
  await answering.tap('东莞市松湖')
  await answering.tap('提交申辩')
  await answering.fill('申辩意见', '已责令整改。')
  await answering.tap('提交')
  await answering.sees('已责令整改。')
})

it('carries a person to another unit, hears the former unit, and brings the person back', async () => {
  const person = traineeAt(40)
  const { unit, session } = await openUnit('东莞市莲湖职业学校')
  const self = await world.as(person.userName)
  const phone = await onPhone(self, `/packages/trainee/join-unit/index?organizationId=${unit.id}`)
  await phone.sees(`您现在绑定的是“${SCHOOL}”`)
  await phone.tap('申请更换单位')
  await phone.sees('已提交申请')
  const answering = await onPhone(session, '/packages/staff/requests/index')
  await answering.tick(person.name)
  await answering.shoot('transfer-request')
  await answering.tap('选中的 1 人，是')
  await answering.tap('是，确认')
  await answering.sees('已确认为本单位学员 1 人')

  const former = await atDesk(school, '/packages/people/former-trainees/index')
  await former.tap(`提出异议：${person.name}`)
  await former.tap('提出异议')
  await former.sees('请填写理由，对方会看到')
  await former.tick('本人不知情', 'radio')
  await former.tap('提出异议')
  await former.sees('异议已提交')

  const authority = await onPhone(hr, '/packages/people/disputes/index')
  await authority.tap(`异议成立：${person.name}`)
  await authority.tap('异议成立')
  await authority.sees('请填写意见，对方会看到')
  await authority.fill('意见', '经查，本人未同意更换')
  await authority.tap('异议成立')
  await authority.sees('没有异议')
  await authority.turnToTab('异议成立')
  await authority.sees('意见：经查，本人未同意更换')
  await phone.open('/packages/trainee/my-unit/index')
  await phone.sees(SCHOOL)
  await phone.sees('已绑定')
})

it('lays down hours of its own after those of the province, which a colleague confirms', async () => {
  const desk = await atDesk(hr, '/packages/oversight/rule-set/index?key=440000-2024')
  await desk.tap('以此制定本地区的学时要求')
  await desk.fill('依据的文件', '东莞市专业技术人员继续教育办法')
  await desk.fill('制定的原因', '本市发了文件')
  await desk.fill('每年合计不少于', '九十')
  await desk.tap('制定学时要求')
  await desk.sees('请填写数字，最多一位小数，例如 72 或 30.5')
  await desk.fill('每年合计不少于', '96')
  await desk.tap('制定学时要求')
  await desk.sees('本地区同一年度、同一系列已有学时要求，请直接更正原来的要求')
  expect(await typedIn(desk, '依据的文件')).toBe('东莞市专业技术人员继续教育办法')
  await desk.fill('从哪一年', String(THIS_YEAR + 1))
  await desk.shoot('rule-set-own')
  await desk.tap('制定学时要求')
  await desk.arrivesAt('rule-set/')
  await desk.sees('不少于 96 学时')
  expect(await desk.page.getByRole('button', { name: '确认学时要求' }).filter({ visible: true }).count()).toBe(0)

  const colleague = await onPhone(
    await world.as('hr02', 'hr'),
    `/packages/oversight/rule-set/index?key=441900-${THIS_YEAR + 1}`,
  )
  await colleague.tap('确认学时要求')
  await colleague.tap('确认学时要求')
  await colleague.sees(/^请填写依据的文件$/)
  await colleague.fill('依据的文件', '文件原件')
  await colleague.tap('确认学时要求')
  await colleague.sees('依据：文件原件')
})

it('corrects the reasons for less hours, by which a unit then grants and takes back an exemption', async () => {
  const key = `441900-${THIS_YEAR}`
  const desk = await atDesk(hr, `/packages/oversight/rule-set/index?key=${key}`)
  await desk.tap('更正学时要求')
  await desk.tap('添加减免原因')
  await desk.fill('更正的原因', '增列援派')
  await desk.tap('保存更正')
  await desk.sees('请填写每一条减免的原因')
  await desk.fill('第 3 条减免的原因', '援派')
  await desk.choose('第 3 条减免后的学时', '只需三分之一')
  await desk.shoot('rule-set-exemptions')
  await desk.tap('保存更正')
  await desk.sees('第 2 版（现行）')

  const person = traineeAt(1)
  const granting = await onPhone(school, '/packages/oversight/exemptions/index')
  await granting.tap('准予减免')
  await granting.fill('依据', '组织部派遣通知')
  await granting.tap('准予减免')
  await granting.sees('请选择学员')
  await granting.fill('搜索姓名、拼音首字母或身份证号', person.name)
  await granting.tap(person.name)
  await granting.choose('减免原因', '援派：全部只需 1/3')
  expect(await typedIn(granting, '依据')).toBe('组织部派遣通知')
  await granting.shoot('exemption-form')
  await granting.tap('准予减免')
  await granting.sees('减免中')

  const phone = await onPhone(await world.as(person.userName), '/packages/records/my-year/index')
  await phone.sees('援派：全部只需 1/3')
  await phone.shoot('exempt-year')
  await granting.tap('撤销减免')
  await granting.tap('撤销')
  await granting.sees('请填写撤销的原因，对方会看到')
  await granting.tick('证明有误', 'radio')
  await granting.tap('撤销')
  await granting.sees('已撤销')
  await phone.page.reload()
  await phone.sees('应有 90 学时')
  expect(await phone.text()).not.toContain('援派')
})
