import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { enrolPerson, openRollCall } from '../support/attendance'
import { registerPerson } from '../support/people'
import { registerUnit, textedCode, unitDescription } from '../support/unit-accounts'
import { ensureWeappBuilt, type LaunchOptions, launchWeapp, type Weapp } from '.'
import { leftSignIn, signIn } from './sign-in'

let root: string
let api: TestApi
let app: Weapp

beforeAll(async () => {
  root = await ensureWeappBuilt()
  api = await startTestApi()
}, 300_000)

afterAll(() => api.stop())

afterEach(() => {
  expect(app.close()).toEqual([])
})

function launch(options: LaunchOptions = {}): Weapp {
  app = launchWeapp(root, { server: api.url, ...options })
  return app
}

describe("a unit's registration", () => {
  it('goes on after the app was ended, loses nothing that was typed, and ends signed in as the unit', async () => {
    const person = await registerPerson(api)
    const unit = unitDescription()
    launch({ url: '/packages/account/register-unit/index' })
    await app.input('个人账号的用户名', person.userName)
    await app.input('身份证号码', person.residentId)
    await app.tap('我已清楚了解')
    await app.tap('下一步')
    await app.seesText('法定代表人')
    const { storage } = app.world
    expect(app.close()).toEqual([])

    launch({ storage, url: '/packages/account/register-unit/index' })
    await app.input('用户名', unit.userName)
    await app.input('密码', unit.password)
    await app.input('再输一次密码', unit.password)
    await app.input('单位名称', unit.name)
    await app.input('证件号码', '124400000000001311')
    await app.input('法定代表人', unit.legalRepresentative)
    await app.choose('所在省份，请选择', 18)
    await app.choose('所在城市，请选择', 20)
    await app.input('单位地址', unit.address)
    await app.tap('下一步')
    await app.seesText('有内容需要修改')
    await app.input('证件号码', unit.certificateNumber)
    await app.tap('下一步')
    await app.seesText('请核对')
    expect(app.text()).toContain(unit.name)
    await app.tap('获取验证码')
    await app.input('短信验证码', await textedCode(api, person.phone))
    await app.tap('完成注册')
    await app.seesText('注册成功')
    await app.tap('去添加经办人')
    await app.seesText('还没有经办人')
  })

  it('is not needed twice: the unit signs in under its own tab and finds an operator by all three', async () => {
    const { described } = await registerUnit(api)
    const operator = await registerPerson(api)
    launch()
    await app.tap('登录')
    await app.tap('单位登录')
    await app.input('单位账号用户名', described.userName)
    await app.input('密码', described.password)
    await app.tap('我已清楚了解')
    await app.tap('登录')
    await leftSignIn(app)
    app.relaunch('/packages/account/invite-operator/index')
    await app.input('姓名', operator.name)
    await app.input('用户名', `${operator.userName}x`)
    await app.input('身份证号码', operator.residentId)
    await app.tap('查找')
    await app.seesText('没有找到三项都相符')
    await app.input('用户名', operator.userName)
    await app.tap('查找')
    await app.tap('邀请为经办人')
    await app.until(() => app.text().includes('待通过') || app.route() === 'pages/home/index', 'the invitation')
    const { data } = await api.as(operator.token).organizations.myBindings()
    expect(data).toMatchObject([{ organizationName: described.name, state: 'pending', grants: ['operate'] }])
  })
})

describe('what the device keeps', () => {
  it('shows my classes without network, and leaves nothing of them at sign-out', async () => {
    const roll = await openRollCall(api, 1)
    const person = await registerPerson(api)
    await enrolPerson(api, person, { ...roll, classId: String(roll.trainingClass._id) })
    launch()
    await signIn(app, person)
    app.relaunch('/pages/study/index')
    await app.seesText(roll.trainingClass.name)
    const { storage } = app.world
    expect(app.close()).toEqual([])

    launch({ storage, isOnline: false, url: '/pages/study/index' })
    await app.seesText(roll.trainingClass.name)
    await app.seesText('没有更新成功，显示的是上次的内容')
    app.setOnline(true)
    app.relaunch('/pages/me/index')
    await app.tap('退出登录')
    await app.tap('退出登录')
    await app.seesText('您还没有登录')
    expect([...storage.keys()].filter((name) => name.startsWith('kept'))).toEqual([])
  })
})
