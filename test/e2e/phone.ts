import type { SessionTokens } from '@jijiao/shared/accounts'
import type { Browser, Page } from 'playwright-core'
import type { TestPerson } from '../support/people'
import { watchFaults } from './page-faults'
import { shootPage } from './screenshots'
import { storedSession } from './stored'

const STEP_LIMIT_MS = 60_000
const WIDE = 1024
const LAST_ANSWERS = 10

export type OpenPhone = {
  /** Where it starts: a path of the system, or a link that a scanner has read. */
  readonly url?: string
  readonly as?: TestPerson
  /** Somebody who has signed in on it before, and for whom they act. */
  readonly session?: SessionTokens | null
  readonly timezoneId?: string
  readonly screen?: { readonly width: number; readonly height: number }
}

/** A phone of 375 points with the mini-program in its browser, used by what a person sees on it. */
export type Phone = {
  readonly page: Page
  readonly open: (url: string) => Promise<void>
  /** Presses what is called so, or begins so; where a sheet is open, on the sheet. */
  readonly tap: (name: string) => Promise<void>
  /** Chooses a tab of the bar at the bottom. */
  readonly turnTo: (tab: string) => Promise<void>
  /** Chooses a tab on the page. */
  readonly turnToTab: (name: string) => Promise<void>
  readonly tick: (name: string, role?: 'checkbox' | 'radio') => Promise<void>
  /** Chooses a line of a picker by its words. */
  readonly choose: (label: string, option: string) => Promise<void>
  readonly fill: (label: string, value: string) => Promise<void>
  /** Presses what opens the chooser of files, and chooses one. */
  readonly attach: (button: string, file: { readonly name: string; readonly bytes: Buffer }) => Promise<void>
  readonly sees: (text: string | RegExp) => Promise<void>
  /** Waits until the address has this in it. */
  readonly arrivesAt: (part: string) => Promise<void>
  /** What stands on the page now. */
  readonly text: () => Promise<string>
  readonly signIn: (person: TestPerson) => Promise<void>
  readonly shoot: (name: string) => Promise<void>
}

/** A page slides in from the right, above the one before. */
async function arrived(page: Page): Promise<void> {
  const top = page.locator('.ui-page').filter({ visible: true }).last()
  const deadline = Date.now() + STEP_LIMIT_MS
  while ((await top.boundingBox())?.x !== 0) if (Date.now() > deadline) throw new Error('the page did not slide in')
}

/** A step that could not be taken says what stood on the page instead, fields and all, and what was answered last. */
function sayingWhatItShows(page: Page, phone: Phone): Phone {
  const answers: string[] = []
  page.on('response', (response) => {
    const { pathname, search } = new URL(response.url())
    if (pathname.startsWith('/api/')) answers.push(`${response.status()} ${pathname}${search}`)
  })
  const told = <Given extends unknown[], Answer>(step: (...given: Given) => Promise<Answer>) => {
    return (...given: Given) =>
      step(...given).catch(async (cause: Error) => {
        const shown = await page.locator('body').ariaSnapshot()
        throw new Error([cause.message, page.url(), shown, ...answers.slice(-LAST_ANSWERS)].join('\n'), { cause })
      })
  }
  return {
    page,
    open: told(phone.open),
    tap: told(phone.tap),
    turnTo: told(phone.turnTo),
    turnToTab: told(phone.turnToTab),
    tick: told(phone.tick),
    choose: told(phone.choose),
    fill: told(phone.fill),
    attach: told(phone.attach),
    sees: told(phone.sees),
    arrivesAt: told(phone.arrivesAt),
    text: told(phone.text),
    signIn: phone.signIn,
    shoot: told(phone.shoot),
  }
}

/** By default the phone is set to another zone than China's: what it shows must be China's time all the same. */
export async function openPhone(
  browser: Browser,
  origin: string,
  faults: string[],
  {
    url = '/',
    as: person,
    session = null,
    timezoneId = 'America/New_York',
    screen = { width: 375, height: 812 },
  }: OpenPhone,
): Promise<Phone> {
  const context = await browser.newContext({
    viewport: screen,
    deviceScaleFactor: screen.width < WIDE ? 2 : 1,
    hasTouch: screen.width < WIDE,
    locale: 'zh-CN',
    timezoneId,
  })
  context.setDefaultTimeout(STEP_LIMIT_MS)
  if (session) await context.addInitScript(storedSession(session))
  const page = await context.newPage()
  watchFaults(page, faults)

  // A sheet may open or close while somebody looks.
  const within = page.locator('dialog[open], body:not(:has(dialog[open]))')
  const beginning = (name: string) => new RegExp(`^\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
  // Pages below the one that is shown are still in the document: the topmost comes last.
  const press = async (role: 'button' | 'checkbox' | 'radio', name: string) => {
    const exactly = within.getByRole(role, { name, exact: true })
    const roughly = within.getByRole(role, { name: beginning(name) })
    await exactly.or(roughly).last().waitFor()
    await ((await exactly.count()) > 0 ? exactly : roughly).last().click()
  }

  const visible = (label: string) => page.getByLabel(label, { exact: true }).filter({ visible: true }).last()

  const phone: Phone = sayingWhatItShows(page, {
    page,
    open: async (address) => void (await page.goto(new URL(address, origin).href)),
    tap: (name) => press('button', name),
    turnTo: (tab) => page.locator('.weui-tabbar__item', { hasText: tab }).click(),
    turnToTab: (name) => page.getByRole('tab', { name }).filter({ visible: true }).last().click(),
    tick: (name, role = 'checkbox') => press(role, name),
    choose: async (label, option) => void (await visible(label).selectOption({ label: option })),
    fill: (label, value) => visible(label).fill(value),
    async attach(button, { name, bytes }) {
      const chooser = page.waitForEvent('filechooser')
      await press('button', button)
      await (await chooser).setFiles({ name, mimeType: '', buffer: bytes })
    },
    sees: (text) => page.getByText(text).filter({ visible: true }).last().waitFor(),
    arrivesAt: (part) => page.waitForURL((address) => address.pathname.includes(part)),
    text: () => page.locator('body').innerText(),
    async signIn({ userName, password }) {
      await phone.tap('登录')
      await phone.fill('用户名', userName)
      await phone.fill('密码', password)
      await phone.tick('我已清楚了解')
      await phone.tap('登录')
      await page.waitForURL((address) => !address.pathname.includes('sign-in'))
    },
    async shoot(name) {
      await arrived(page)
      await shootPage(page, name)
    },
  })

  if (person) {
    await phone.open('/')
    await phone.signIn(person)
    if (url !== '/') await phone.open(url)
  } else await phone.open(url)
  return phone
}
