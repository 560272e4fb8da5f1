import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { passYear } from '../support/certificates'
import { pdf } from '../support/files'
import { castClass, openStage, STAGE_LIMIT_MS, type Stage } from './stage'

vi.setConfig({ testTimeout: 240_000 })

const STEPS = 12
const PATIENCE = { timeout: 60_000 }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

/** A trainee in a class who passed last year and has the certificate for it. */
async function castTrainee() {
  const { api } = stage
  const cast = await castClass(api, ['欧阳小三'])
  const [trainee] = cast.trainees
  if (!trainee) throw new Error('nobody joined')
  const { id: traineeId } = await api.as(trainee.token).affiliations.profile()
  await passYear(api, cast.unit, { ...trainee, traineeId: String(traineeId) })
  const body = { year: 2025, traineeIds: [String(traineeId)] }
  const { results } = await api.as(cast.operatorToken).certificates.issue({ body })
  expect(results).toMatchObject([{ outcome: 'done' }])
  return { ...cast, trainee }
}

it('takes a trainee from a message over a declared record to the certificate that a stranger verifies', async () => {
  const { trainee, className } = await castTrainee()
  const phone = await stage.openPhone({ as: trainee })
  await phone.sees('核验证书')
  await phone.shoot('trainee-home')
  await phone.turnTo('消息')
  await phone.sees('证书已生成')
  await phone.shoot('trainee-messages')
  await phone.tap('您已被录入培训班')
  await phone.arrivesAt('my-class')
  await phone.sees(className)
  await phone.shoot('trainee-class')

  await phone.open('/packages/records/my-record-form/index')
  await phone.tap('保存并申报')
  await phone.sees('请选择课程类型')
  await phone.shoot('trainee-record-refused')
  await phone.tick('专业课', 'radio')
  await phone.fill('课程名称', '建筑信息模型应用')
  await phone.choose('学习形式', '面授')
  await phone.fill('施教机构', '东莞市继续教育中心')
  await phone.fill('开始日期', '2026-03-02')
  await phone.fill('结束日期', '2026-03-04')
  await phone.fill('拟申报学时', '80')
  const chooser = phone.page.waitForEvent('filechooser')
  await phone.tap('选择文件')
  await (await chooser).setFiles({ name: '结业证书.pdf', mimeType: 'application/pdf', buffer: pdf() })
  await phone.sees('PDF 文档')
  await phone.page.reload()
  await phone.sees('已恢复您上次填写')
  await phone.shoot('trainee-record-form')
  await phone.tap('保存并申报')
  await phone.sees(/^3 天最多/)
  await phone.fill('拟申报学时', '18')
  await phone.tap('保存并申报')
  await phone.sees('待认定')
  await phone.shoot('trainee-record')
  await phone.open('/packages/records/my-year/index')
  await phone.sees(/待认定 18 学时/)
  await phone.shoot('trainee-year')

  await phone.open('/packages/certificates/my-certificates/index')
  await phone.tap('2025 年度')
  await phone.tap('查看证书图片')
  const picture = phone.page.locator('img.certificate-picture')
  await expect
    .poll(() => picture.evaluate((image) => 'naturalWidth' in image && image.naturalWidth), PATIENCE)
    .toBeGreaterThan(0)
  await phone.shoot('trainee-certificate')
  const [certificate] = (await stage.api.as(trainee.token).certificates.mine()).data
  await phone.tap('出示给核验人')
  await phone.sees('请核验人用微信')
  await phone.shoot('trainee-certificate-code')

  const stranger = await stage.openPhone({ url: '/packages/certificates/verify/index' })
  await stranger.fill('证书编号', '2025-441900-0123456789-01')
  await stranger.fill('姓名', trainee.name)
  await stranger.tap('核验')
  await stranger.sees('没有找到编号和姓名都相符')
  await stranger.fill('证书编号', certificate?.number ?? '')
  await stranger.tap('核验')
  await stranger.sees('有效')
  await stranger.shoot('verification-by-stranger')
})

const PAGES = [
  ['my-year', '/packages/records/my-year/index'],
  ['my-records', '/packages/records/my-records/index'],
  ['my-record-form', '/packages/records/my-record-form/index'],
  ['my-certificates', '/packages/certificates/my-certificates/index'],
  ['my-unit', '/packages/trainee/my-unit/index'],
  ['my-data', '/packages/trainee/my-data/index'],
  ['my-data-requests', '/packages/rights/my-data-requests/index'],
  ['data-request-form', '/packages/rights/data-request-form/index'],
  ['my-consents', '/packages/rights/my-consents/index'],
  ['close-account', '/packages/rights/close-account/index'],
  ['messages', '/pages/messages/index'],
  ['home', '/pages/home/index'],
] as const

it('keeps every page of the trainee within a narrow phone, in dark colours and in large type', async () => {
  const { trainee } = await castTrainee()
  const phone = await stage.openPhone({ as: trainee, screen: { width: 320, height: 640 } })
  await phone.turnTo('我的')
  await phone.shoot('trainee-me')
  await phone.page.getByRole('switch', { name: '大字版' }).click()
  await phone.page.emulateMedia({ colorScheme: 'dark' })
  for (const [name, path] of PAGES) {
    await phone.open(path)
    await phone.page.locator('.ui-skeleton').first().waitFor({ state: 'detached' })
    await phone.shoot(`trainee-${name}-dark-elder`)
    expect(await phone.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), name).toBe(true)
  }
})

it('is dragged down and up again by a finger, and loads afresh when it is pulled', async () => {
  const { trainee } = await castTrainee()
  const phone = await stage.openPhone({ as: trainee, url: '/packages/records/my-year/index' })
  await phone.sees('接下来做什么')
  let asked = 0
  phone.page.on('request', (request) => {
    if (request.url().includes('/my/years/')) asked += 1
  })
  const drag = await fingerOn(phone.page)
  const top = () =>
    phone.page
      .locator('.taro_page')
      .filter({ visible: true })
      .last()
      .evaluate((page) => page.scrollTop)
  await drag(600, 100)
  await expect.poll(top, PATIENCE).toBeGreaterThan(200)
  await expect
    .poll(async () => {
      await drag(200, 700)
      return top()
    }, PATIENCE)
    .toBe(0)
  await expect
    .poll(async () => {
      await drag(150, 650)
      return asked
    }, PATIENCE)
    .toBeGreaterThan(0)
})

it('does not take a key that is still held down for the answer, and goes back to where one was', async () => {
  const { trainee } = await castTrainee()
  const { page, sees } = await stage.openPhone({ as: trainee, url: '/pages/me/index' })
  await page.getByRole('button', { name: '退出登录' }).focus()
  await page.keyboard.press('Enter')
  await sees('退出登录？')
  await page.keyboard.press('Enter')
  await sees('退出登录？')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.locator(':focus').textContent()).toBe('退出登录')
  await sees(trainee.userName)
})

async function fingerOn(page: Page) {
  const touch = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints })
  return async (from: number, to: number) => {
    await send('touchStart', { x: 180, y: from })
    for (let step = 1; step <= STEPS; step += 1)
      await send('touchMove', { x: 180, y: from + ((to - from) * step) / STEPS })
    await send('touchEnd')
  }
}
