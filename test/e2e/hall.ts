import type { Browser, Page } from 'playwright-core'
import { readCode } from '../support/codes'
import { watchFaults } from './page-faults'
import { shootPage } from './screenshots'

const STEP_LIMIT_MS = 60_000

/** The hall's computer: somebody has opened the screen's link on it, and looks. */
export type Hall = {
  readonly page: Page
  /** The link in the code, read from the pixels of the whole screen. */
  readCode(): Promise<string>
  /** A picture of the screen, as a phone's camera takes it. */
  photograph(): Promise<Buffer>
  /** The six digits as they stand there now. */
  digits(): Promise<string>
  /** Waits until the screen says how many have arrived of how many. */
  seesCount(arrived: number, expected: number): Promise<void>
  sees(text: string): Promise<void>
  shoot(name: string): Promise<void>
}

export async function openHall(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number },
  faults: string[],
): Promise<Hall> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'UTC' })
  context.setDefaultTimeout(STEP_LIMIT_MS)
  const page = await context.newPage()
  watchFaults(page, faults)
  await page.goto(url)
  return {
    page,
    async readCode() {
      await page.locator('#qr[src]').waitFor()
      const deadline = Date.now() + STEP_LIMIT_MS
      while (Date.now() < deadline) {
        const text = await readCode(await page.screenshot())
        if (text) return text
      }
      throw new Error('no code was found on the screen')
    },
    photograph: () => page.screenshot(),
    digits: async () => ((await page.locator('#digits').textContent()) ?? '').replace(/\s/g, ''),
    seesCount: (arrived, expected) =>
      page.getByText(new RegExp(`^\\s*${arrived}\\s*／\\s*${expected}\\s*人已到\\s*$`)).waitFor(),
    sees: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    shoot: (name) => shootPage(page, name),
  }
}
