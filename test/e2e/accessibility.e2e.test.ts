import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DemoWorld, openDemoWorld, ROLES, type Role } from '../support/demo'
import { addressOf, allPages, parametersOf, rolesOf } from '../support/pages'
import { AXE, graveFaults } from './axe'
import { openStage, STAGE_LIMIT_MS, type Stage } from './stage'
import { storedSession } from './stored'

const PHONE = { width: 375, height: 812 }
const DESK = { width: 1440, height: 900 }
const WALK_LIMIT_MS = 600_000

let stage: Stage
let world: DemoWorld
let pages: readonly string[]

beforeAll(async () => {
  stage = await openStage()
  world = await openDemoWorld(stage.api)
  pages = await allPages()
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())

/** Moves on within the app, as the browser's own buttons do, without loading it again. */
const MOVE = `(address) => {
  for (const page of document.querySelectorAll('.ui-page')) page.dataset.left = ''
  history.pushState(null, '', address)
  dispatchEvent(new PopStateEvent('popstate'))
}`

/** The new page is there, has loaded what it shows, and has slid in; a bar that runs down never rests. */
const ARRIVED = `(() => {
  const [page, more] = [...document.querySelectorAll('.ui-page:not([data-left])')].filter((one) => one.checkVisibility())
  return page && !more && !page.querySelector('.ui-skeleton') && page.getBoundingClientRect().left === 0
    && document.getAnimations().every((moving) => !(moving instanceof CSSTransition) || moving.transitionProperty === 'width')
})()`

/** Waits for it; what does not come is shown. */
const arrival = (page: Page, what: string) =>
  page.waitForFunction(ARRIVED).catch(async (cause: unknown) => {
    const moving = await page.evaluate(
      `document.getAnimations().map((one) => [one.transitionProperty, one.effect?.target?.className, one.playState].join(' '))`,
    )
    throw new Error(`${what} does not load: ${await page.locator('body').innerText()} ${JSON.stringify(moving)}`, {
      cause,
    })
  })

const isWithinWidth = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth')

async function enter(role: Role, address: string): Promise<Page> {
  const page = await stage.openWindow({ viewport: PHONE, bypassCSP: true })
  await page.addInitScript(storedSession(world.sessions[role]))
  await page.goto(new URL(address, stage.api.url).href)
  await page.evaluate(AXE)
  return page
}

/** Everything at once that is wrong with a page: light on a phone and a desk, dark, and in large type. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  const note = (where: string, found: readonly string[]) => faults.push(...found.map((fault) => `${where}: ${fault}`))
  const noteWidth = async (where: string) => {
    if (!(await isWithinWidth(page))) note(where, ['is wider than the screen'])
  }
  note('375 light', await graveFaults(page))
  await noteWidth('375 light')
  if (await page.locator('.ui-page-footer:empty').filter({ visible: true }).count()) {
    note('375 light', ['has an empty bar at its foot'])
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  note('375 dark', await graveFaults(page, 'color-contrast'))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.evaluate(`document.querySelectorAll('html, .ui-page').forEach((one) => one.classList.add('elder'))`)
  note('375 elder', await graveFaults(page, 'color-contrast'))
  await noteWidth('375 elder')
  await page.evaluate(`document.querySelectorAll('.elder').forEach((one) => one.classList.remove('elder'))`)
  await page.setViewportSize(DESK)
  await page.waitForFunction(`[...document.querySelectorAll('.ui-side')].some((one) => one.checkVisibility())`)
  await arrival(page, `${page.url()} at a desk's width`)
  note('1440 light', await graveFaults(page))
  await noteWidth('1440 light')
  await page.setViewportSize(PHONE)
  return faults
}

type Seen = {
  readonly role: Role
  readonly route: string
  readonly state: string | null
  readonly faults: readonly string[]
}

const pagesOf = (role: Role) => pages.filter((route) => rolesOf(route).includes(role))

async function walk(role: Role): Promise<Seen[]> {
  const routes = pagesOf(role)
  const seen: Seen[] = []
  let page: Page | undefined
  for (const route of routes) {
    const address = addressOf(route, world, role)
    if (page) await page.evaluate(`(${MOVE})(${JSON.stringify(address)})`)
    page ??= await enter(role, address)
    await arrival(page, `${route} for ${role}`)
    const [state] = await page.locator('.ui-blank').filter({ visible: true }).allInnerTexts()
    const faults = BROKEN.test(state ?? '') ? [String(state)] : await faultsOf(page)
    seen.push({ role, route, state: state?.replace(/\s+/g, ' ') ?? null, faults })
  }
  await page?.context().close()
  return seen
}

const BROKEN = /^没有(加载成功|连上网络)/
const NOT_SHOWN = /^(没有找到|您不能办理)/

it(
  'can be used by everybody: every page, for everyone who sees it, light and dark, large, on a phone and a desk',
  async () => {
    const seen: Seen[] = []
    // Two cores: two windows at a time, the longest walk first.
    const waiting = [...ROLES].sort((one, other) => pagesOf(one).length - pagesOf(other).length)
    const next = async (): Promise<void> => {
      const role = waiting.pop()
      if (!role) return
      seen.push(...(await walk(role)))
      await next()
    }
    await Promise.all([next(), next()])

    const unused = pages.filter((route) => !seen.some((one) => one.route === route))
    expect(unused).toEqual([])
    // A page that shows one thing of many must have found it.
    const empty = pages.filter(
      (route) =>
        parametersOf(route).length > 0 &&
        seen.every((one) => one.route !== route || (one.state !== null && NOT_SHOWN.test(one.state))),
    )
    expect(
      empty,
      'pages that show nothing to anybody: give openDemoWorld of test/support/demo.ts what they show',
    ).toEqual([])
    const faults = seen.flatMap(({ role, route, faults: found }) =>
      found.map((fault) => `${route} for ${role}, ${fault}`),
    )
    expect(faults).toEqual([])
    expect(await stage.clear()).toEqual([])
  },
  WALK_LIMIT_MS,
)
