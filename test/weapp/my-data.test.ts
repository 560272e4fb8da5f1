import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { unitWithMember } from '../support/member'
import { actFor, registerPerson } from '../support/people'
import { ensureWeappBuilt, launchWeapp, type Weapp } from '.'
import { actFor as actForUnit, signIn } from './sign-in'

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

function launch(): void {
  app = launchWeapp(root, { server: api.url })
}

describe('a person’s rights', () => {
  it('tells what is stored and why, and makes no copy without the password', async () => {
    const { member } = await unitWithMember(api)
    launch()
    await signIn(app, member)
    app.relaunch('/packages/trainee/my-data/index')
    await app.seesText('学时记录')
    await app.seesText('3 项')
    await app.tap('证书')
    await app.seesText('长期保存')
    await app.tap('关闭')
    await app.tap('导出我的数据')
    await app.input('登录密码', 'Wrong2580')
    await app.tap('导出')
    await app.seesText('当前密码不正确')
  })

  it('asks the unit, which answers from its to-do list with a legal ground', async () => {
    const { member, unit, me } = await unitWithMember(api)
    const clerk = await registerPerson(api, { name: '林晓' })
    await actFor(api, clerk, unit)
    launch()
    await signIn(app, member)
    app.relaunch('/packages/rights/data-request-form/index')
    await app.tap('提出申请')
    await app.seesText('请选择哪一类信息')
    await app.tap('删除')
    await app.choose('哪一类信息，请选择', 0)
    await app.seesText('可以删除')
    await app.input('说明', '联系方式已不再使用')
    await app.tap('提出申请')
    await app.seesText('已提出申请')
    expect(app.close()).toEqual([])

    launch()
    await signIn(app, clerk)
    await actForUnit(app, unit.name)
    app.relaunch('/packages/oversight/to-do/index')
    await app.tap('申请删除个人信息个人信息申请')
    await app.seesText('联系方式已不再使用')
    await app.tap('不同意')
    await app.choose('法定理由，请选择', 0)
    await app.input('具体情况', '已核对原件')
    await app.tap('不同意')
    await app.seesText('已核对原件')
    expect((await me.myData.mine()).data).toMatchObject([{ state: 'refused', ground: 'accurate' }])
  })

  it('closes the account after the last word', async () => {
    const person = await registerPerson(api)
    launch()
    await signIn(app, person)
    app.relaunch('/packages/rights/close-account/index')
    await app.seesText('证书仍然有效')
    await app.input('登录密码', person.password)
    await app.tap('我已了解')
    await app.tap('注销账号')
    await app.tap('注销')
    await app.until(() => app.route() === 'pages/home/index', 'the home page')
    await app.seesText('登录')
    const signedIn = api.as(person.token).accounts.me()
    await expect(signedIn).rejects.toMatchObject({ code: 'session_ended' })
  })
})
