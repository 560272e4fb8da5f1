import { readFile } from 'node:fs/promises'
import { DEMO_PASSWORD, TRAINEES } from '@jijiao/api/demo/cast'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type DemoWorld, openDemoWorld } from '../support/demo'
import { unzip } from '../support/unzip'
import type { Phone } from './phone'
import { openStage, STAGE_LIMIT_MS, type Stage } from './stage'

vi.setConfig({ testTimeout: 240_000 })

let stage: Stage
let world: DemoWorld
beforeAll(async () => {
  stage = await openStage()
  world = await openDemoWorld(stage.api)
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

async function filesSavedBy({ page }: Phone, act: () => Promise<void>) {
  const download = page.waitForEvent('download')
  await act()
  return unzip(await readFile(await (await download).path()))
}

it('gives a person a copy of everything, after the right password', async () => {
  const [, person] = TRAINEES
  const session = await world.as('trainee02')
  const phone = await stage.openPhone({ session, url: '/packages/trainee/my-data/index' })
  await phone.tap('导出我的数据')
  await phone.fill('登录密码', 'Wrong2580')
  await phone.tap('导出')
  await phone.sees('密码不正确')
  await phone.fill('登录密码', DEMO_PASSWORD)
  await phone.tap('导出')
  const files = await filesSavedBy(phone, () => phone.tap('保存文件'))
  expect(files.get('我的数据.html')).toContain(person?.residentId)
})

it('closes the account of who has nothing left to settle, and lets nobody in with it again', async () => {
  const session = await world.as('trainee51')
  const phone = await stage.openPhone({ session, url: '/packages/rights/close-account/index' })
  await phone.fill('登录密码', DEMO_PASSWORD)
  await phone.tap('注销账号')
  await phone.tap('注销')
  await phone.sees('请先勾选')
  await phone.tick('我已了解，注销后不能恢复')
  await phone.shoot('close-account')
  await phone.tap('注销账号')
  await phone.tap('注销')
  await phone.sees('账号已注销')
  await expect(world.as('trainee51')).rejects.toMatchObject({ code: 'wrong_credentials' })
})

it("lets a unit's own login take its archive away, and subscribe its systems to what happens", async () => {
  const phone = await stage.openPhone({
    session: world.sessions.unitAccount,
    url: '/packages/account/unit-exports/index',
    screen: { width: 1440, height: 900 },
  })
  await phone.tap('导出单位数据')
  await phone.tap('导出')
  await stage.api.app.worker.runDue()
  await phone.tap('下载')
  const files = await filesSavedBy(phone, () => phone.tap('保存文件'))
  expect([...files.keys()]).toContain('manifest.json')

  await phone.open('/packages/account/webhooks/index')
  await phone.tap('新建订阅')
  await phone.fill('接收网址', 'https://10.0.0.8/hooks')
  await phone.tick('培训班结班')
  await phone.tap('保存订阅')
  await phone.sees('不能推送到内部网络的地址')
  await phone.fill('接收网址', 'https://hr.example.com/hooks')
  await phone.tap('保存订阅')
  await phone.sees('密钥只显示这一次')
  await phone.shoot('webhook-secret')
  await phone.tap('关闭')
  await phone.sees('hr.example.com')
})
