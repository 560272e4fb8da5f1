import type { CertificateView } from '@jijiao/shared/certificates'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { launchBrowser } from '../support/browser'
import { passYear } from '../support/certificates'
import { addConfirmedTrainees } from '../support/classes'
import { createUnitWithOperator } from '../support/people'
import { AXE } from './axe'
import { shootPage } from './screenshots'

/** The narrow phone that everything must fit. */
const PHONE = { width: 375, height: 812 }

let api: TestApi
let browser: Browser
let page: Page
let certificate: CertificateView
beforeAll(async () => {
  api = await startTestApi()
  browser = await launchBrowser()
  page = await (await browser.newContext({ viewport: PHONE, locale: 'zh-CN', bypassCSP: true })).newPage()
  const { unit, token } = await createUnitWithOperator(api, {
    name: '广东省某某某某工程技术勘察设计研究院有限公司东莞松山湖分公司',
  })
  const [trainee] = await addConfirmedTrainees(api, unit, 1, ['阿卜杜热合曼·买买提艾力'])
  if (!trainee) throw new Error('nobody joined')
  await passYear(api, unit, trainee)
  const staff = api.as(token)
  await staff.certificates.issue({ body: { year: 2025, traineeIds: [trainee.traineeId] } })
  const [issued] = (await api.as(trainee.token).certificates.mine()).data
  if (!issued) throw new Error('there is no certificate')
  certificate = issued
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await api.stop()
})

const faults = async () => {
  const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  expect(isTooWide).toBe(false)
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

it('fits a narrow phone and is read by everybody: a valid certificate, and one that nobody issued', async () => {
  await page.goto(`${api.url}/v/${certificate.verificationId}`)
  expect(await page.locator('.state strong').textContent()).toBe('有效')
  await shootPage(page, 'verification-valid')
  expect(await faults()).toEqual([])
  await page.goto(`${api.url}/v/7YWHMfk9JZe1LMNgQkqPQR`)
  expect(await page.locator('.state strong').textContent()).toBe('查无此证')
  await shootPage(page, 'verification-unknown')
  expect(await faults()).toEqual([])
}, 120_000)

it('is found by number and name through the form', async () => {
  await page.goto(`${api.url}/v`)
  await page.fill('input[name=number]', certificate.number)
  await page.fill('input[name=name]', '买买提')
  await page.click('button')
  expect(await page.locator('.wrong').textContent()).toContain('没有找到')
  await page.fill('input[name=name]', certificate.name)
  await page.click('button')
  expect(await page.locator('.state strong').textContent()).toBe('有效')
})
