import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { registerPerson } from '../support/people'
import { planWorld } from '../support/plans'
import { textedCode, unitDescription } from '../support/unit-accounts'
import type { Phone } from './phone'
import { openStage, STAGE_LIMIT_MS, type Stage } from './stage'

const PHONE = { width: 375, height: 812 }
const DESK = { width: 1440, height: 900 }

vi.setConfig({ testTimeout: 240_000 })

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

describe.each([
  { on: 'a phone', name: 'phone', screen: PHONE },
  { on: 'a desk', name: 'desk', screen: DESK },
])('on $on', ({ name, screen }) => {
  it('takes a unit from its registration to its first operator and the application for its rights', async () => {
    const { api } = stage
    const owner = await registerPerson(api, { name: '林校长' })
    const operator = await registerPerson(api, { name: '陈静' })
    const unit = unitDescription()

    const owners = await stage.openPhone({ screen })
    await owners.tap('登录')
    await owners.turnToTab('单位登录')
    await owners.shoot(`${name}-unit-sign-in`)
    await owners.tap('单位还没有账号？单位注册')
    await owners.fill('个人账号的用户名', owner.userName)
    await owners.fill('身份证号码', owner.residentId)
    await owners.tick('我已清楚了解')
    await owners.shoot(`${name}-unit-registration-1`)
    await owners.tap('下一步')
    await describeUnit(owners, unit)
    await owners.shoot(`${name}-unit-registration-2`)
    await owners.tap('下一步')
    await owners.sees('请核对')
    await owners.tap('获取验证码')
    await owners.fill('短信验证码', await textedCode(api, owner.phone))
    await owners.shoot(`${name}-unit-registration-3`)
    await owners.tap('完成注册')
    await owners.sees('注册成功')
    await owners.tap('去添加经办人')
    await owners.tap('添加经办人')
    await owners.fill('姓名', operator.name)
    await owners.fill('用户名', operator.userName)
    await owners.fill('身份证号码', operator.residentId)
    await owners.tap('查找')
    await owners.tick('审核')
    await owners.shoot(`${name}-operator-invitation`)
    await owners.tap('邀请为经办人')
    await owners.sees('待通过')
    await owners.shoot(`${name}-operators`)

    const operators = await stage.openPhone({ as: operator, url: '/packages/account/bindings/index', screen })
    await operators.shoot(`${name}-bindings`)
    await operators.tap(`通过：${unit.name}`)
    await operators.tap('通过')
    await operators.sees('已通过')
    await operators.open('/pages/me/index')
    await operators.tap(unit.name)
    await operators.sees(`正在为“${unit.name}”办理业务`)
    await operators.open('/packages/unit/role-application/index')
    await operators.choose('单位性质', '事业单位')
    await operators.choose('隶属关系', '市（地区）')
    await operators.fill('联系人', '陈静')
    await operators.fill('手机号', '13800138000')
    await operators.fill('电子邮箱', '不是邮箱')
    await operators.fill('单位地址', unit.address)
    await operators.tap('保存')
    await operators.sees('邮箱格式不正确，例如 name@example.com')
    await operators.fill('电子邮箱', 'office@example.com')
    await operators.tap('保存')
    await operators.tap('确认申请')
    await operators.shoot(`${name}-role-application`)
    await operators.tap('确认申请')
    await operators.sees('已确认')
  })

  it('takes a plan from its draft over a return to its approval', async () => {
    const world = await planWorld(stage.api)
    const operator = await stage.openPhone({ as: world.people.operator, screen })
    await actFor(operator, world.unit.name)
    await operator.open('/packages/plans/plans/index')
    await operator.tap('新建课程计划')
    await operator.tap(`选择：${world.course.name}`)
    await operator.fill('计划名称', '工程伦理专题培训')
    await operator.fill('年度', '2026')
    await operator.fill('开始日期', '2026-05-01')
    await operator.fill('结束日期', '2026-06-30')
    await operator.fill('培训天数', '3')
    await operator.tap('添加培训班')
    await operator.fill('计划人数', '60')
    await operator.choose('学习形式', '面授')
    await operator.choose('考试形式', '闭卷')
    await operator.fill('考核科目', '工程伦理、法规')
    await operator.tap('保存草稿')
    await operator.sees('请填写培训地点')
    await operator.fill('培训地点', '一号楼报告厅')
    const head = operator.page.getByLabel('班主任', { exact: true })
    await head.selectOption({ index: 1 })
    await operator.shoot(`${name}-plan-form`)
    await operator.tap('保存草稿')
    await operator.tap('送审')
    await operator.tap('送审')
    await operator.sees('审核中')
    await operator.shoot(`${name}-plan-submitted`)

    const reviewer = await stage.openPhone({ as: world.people.reviewer, screen })
    await actFor(reviewer, world.industry.name)
    await reviewer.open('/packages/review/plans-to-review/index')
    await reviewer.shoot(`${name}-plans-to-review`)
    await reviewer.tap('工程伦理专题培训')
    await reviewer.tap('退案')
    await reviewer.tap('退案')
    await reviewer.sees('请填写审核意见，对方会看到')
    await reviewer.tick('学时计算有误', 'radio')
    await reviewer.shoot(`${name}-plan-return`)
    await reviewer.tap('退案')
    await reviewer.sees('已退案')

    await operator.page.reload()
    await operator.sees('意见：学时计算有误')
    await operator.tap('修改')
    await operator.fill('学时', '16')
    await operator.tap('保存修改')
    await operator.tap('送审')
    await operator.tap('送审')
    await operator.sees('审核中')

    await reviewer.page.reload()
    await reviewer.sees('与上次送审相比')
    await reviewer.sees('现：16')
    await reviewer.shoot(`${name}-plan-review`)
    await reviewer.tap('同意')
    await reviewer.tap('同意')
    await reviewer.sees('已通过')
    await operator.open('/packages/plans/plans/index')
    await operator.sees('已通过')
    await operator.shoot(`${name}-plans`)
  })
})

async function describeUnit(phone: Phone, unit: ReturnType<typeof unitDescription>): Promise<void> {
  await phone.fill('用户名', unit.userName)
  await phone.fill('密码', unit.password)
  await phone.fill('再输一次密码', unit.password)
  await phone.fill('单位名称', unit.name)
  await phone.fill('证件号码', unit.certificateNumber)
  await phone.fill('法定代表人', unit.legalRepresentative)
  await phone.choose('所在省份', '广东省')
  await phone.choose('所在城市', '中山市')
  await phone.fill('单位地址', unit.address)
}

async function actFor(phone: Phone, organization: string): Promise<void> {
  await phone.open('/pages/me/index')
  await phone.tap(organization)
  await phone.sees(`正在为“${organization}”办理业务`)
}
