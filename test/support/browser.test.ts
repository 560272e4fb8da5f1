import { afterEach, expect, it } from 'vitest'
import { launchBrowser } from './browser'

let browser: Awaited<ReturnType<typeof launchBrowser>> | undefined

afterEach(() => browser?.close())

it.runIf(process.platform === 'linux')(
  'starts the browser that comes with the packages, with several windows',
  async () => {
    browser = await launchBrowser('packaged')
    for (const word of ['签到', '考勤']) {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.setContent(`<h1>${word}</h1>`)
      expect(await page.textContent('h1')).toBe(word)
      await context.close()
    }
  },
  120_000,
)
