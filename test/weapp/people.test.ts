import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { addTrainees, askUnit } from '../support/classes'
import { actFor, createUnit, registerPerson, type TestPerson } from '../support/people'
import { ensureWeappBuilt, type LaunchOptions, launchWeapp, type Weapp } from '.'
import { actFor as actForUnit, leftSignIn, signIn, typeCredentials } from './sign-in'

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

/** A phone that is just unpacked, or with what an earlier launch has left on it. */
function launch(options: LaunchOptions = {}): Weapp {
  app = launchWeapp(root, { server: api.url, ...options })
  return app
}

const closeCleanly = () => expect(app.close()).toEqual([])

async function signInByWechat(openId: string): Promise<void> {
  app.world.loginCode = api.wechat.issueCode(openId)
  await app.tap('登录')
  await app.tap('我已清楚了解')
  await app.tap('微信登录')
}

async function seesOneself({ name }: TestPerson): Promise<void> {
  app.relaunch('/pages/me/index')
  await app.seesText(name)
  await app.seesText('退出登录')
}

describe('signing in by WeChat', () => {
  it('binds a WeChat without an account by the password once, and knows the person from then on', async () => {
    const person = await registerPerson(api, { name: '欧阳小三' })
    launch()
    await signInByWechat('openid-of-a-new-phone')
    await app.seesText('这个微信还没有绑定账号')
    await typeCredentials(app, { ...person, password: 'Wrong2580' })
    await app.tap('绑定并登录')
    await app.seesText('用户名或密码不正确')
    await app.input('密码', person.password)
    await app.tap('绑定并登录')
    await leftSignIn(app)
    await seesOneself(person)
    closeCleanly()

    launch()
    await signInByWechat('openid-of-a-new-phone')
    await leftSignIn(app)
    await seesOneself(person)
  })

  it('does nothing before the notice is accepted, and says why a used code does not work', async () => {
    launch()
    await app.tap('登录')
    await app.tap('微信登录')
    await app.seesText('请先阅读并勾选')
    app.world.loginCode = 'a-code-that-nobody-issued'
    await app.tap('我已清楚了解')
    await app.tap('微信登录')
    await app.seesText('微信登录已失效，请重新点击登录')
  })

  it('leads to the password where WeChat does not answer', async () => {
    const person = await registerPerson(api)
    launch()
    api.wechat.failNext(40226)
    await signInByWechat('openid-at-risk')
    await app.seesText('请用用户名和密码登录')
    await app.tap('用户名和密码登录')
    await typeCredentials(app, person)
    await app.tap('登录')
    await leftSignIn(app)
    await seesOneself(person)
  })
})

describe('belonging to a unit', () => {
  it('takes a trainee from finding the unit to its answer, among others confirmed at once', async () => {
    const unit = await createUnit(api, { name: '莞城勘测设计院' })
    const operator = await registerPerson(api, { name: '林晓' })
    const token = await actFor(api, operator, unit)
    const trainee = await registerPerson(api, { name: '买买提·艾力' })

    launch()
    await signIn(app, trainee)
    app.relaunch('/pages/study/index')
    await app.tap('我的单位绑定状态，查找单位')
    await app.tap('查找单位')
    await app.input('单位名称、简称、拼音首字母、信用代码或单位码', '勘测')
    await app.tap(unit.name)
    await app.seesText(unit.code)
    await app.tap('保存并申请绑定')
    await app.seesText('请选择最高学历')
    await app.choose('学历，请选择', 2)
    await app.tap('保存并申请绑定')
    await app.seesText('已提交申请')
    await app.tap('查看我的单位')
    await app.seesText('待确认')
    const { storage } = app.world
    closeCleanly()

    await askUnit(api, unit, await addTrainees(api, 2, ['吴㛃', '单于飞']))
    launch()
    await signIn(app, operator)
    await actForUnit(app, unit.name)
    app.relaunch('/pages/home/index')
    await app.tap('待确认学员')
    await app.tap('全选（3）')
    await app.tap('选中的 3 人，是')
    await app.seesText('确认 3 人是本单位学员？')
    await app.tap('是，确认')
    await app.seesText('已确认为本单位学员 3 人')
    await app.seesText('没有待确认的申请')
    const { data } = await api.as(token).affiliations.requests({ query: { state: 'active' } })
    expect(data.map(({ name }) => name).sort()).toEqual(['买买提·艾力', '单于飞', '吴㛃'].sort())
    closeCleanly()

    launch({ storage })
    app.open('/packages/trainee/my-unit/index')
    await app.seesText('已绑定')
    await app.seesText(unit.name)
  })
})
