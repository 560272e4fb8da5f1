import type { Outside } from '@jijiao/api/deps'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { realClock, startTestApi, type TestApi } from '../support/api'
import { enrolPerson } from '../support/attendance'
import { launchBrowser } from '../support/browser'
import { addOpenClass } from '../support/classes'
import { actFor, createUnit, registerPerson, type TestPerson, type TestUnit } from '../support/people'
import { ensureH5Built } from '../weapp'
import { type Hall, openHall } from './hall'
import { watchFaults } from './page-faults'
import { type OpenPhone, openPhone, type Phone } from './phone'

/** The running system with its browser build, by the real clock, and a browser whose windows are phones and halls. */
export type Stage = {
  readonly api: TestApi
  openPhone(options?: OpenPhone): Promise<Phone>
  openHall(url: string, size: { readonly width: number; readonly height: number }): Promise<Hall>
  /** A window with nothing in it yet, whose faults count as those of phones do. */
  openWindow(options: BrowserContextOptions): Promise<Page>
  /** What went wrong in any page since the last time; closes every window. */
  clear(): Promise<readonly string[]>
  close(): Promise<void>
}

export const STAGE_LIMIT_MS = 300_000
const STEP_LIMIT_MS = 60_000

export async function openStage(outside: Partial<Outside> = {}): Promise<Stage> {
  await ensureH5Built()
  const api = await startTestApi({ ...outside, clock: realClock })
  const browser: Browser = await launchBrowser()
  const faults: string[] = []
  return {
    api,
    openPhone: (options = {}) => openPhone(browser, api.url, faults, options),
    openHall: (url, size) => openHall(browser, url, size, faults),
    async openWindow(options) {
      const context = await browser.newContext({ locale: 'zh-CN', ...options })
      context.setDefaultTimeout(STEP_LIMIT_MS)
      const page = await context.newPage()
      watchFaults(page, faults)
      return page
    },
    async clear() {
      await Promise.all(browser.contexts().map((context) => context.close()))
      const found = faults.splice(0)
      return found
    },
    async close() {
      await browser.close()
      await api.stop()
    },
  }
}

export type Cast = {
  readonly unit: TestUnit
  readonly operator: TestPerson
  readonly operatorToken: string
  readonly className: string
  readonly classId: string
  readonly trainees: readonly TestPerson[]
}

/** A unit, its operator, and an open class with trainees who have accounts. */
export async function castClass(api: TestApi, names: readonly string[]): Promise<Cast> {
  const unit = await createUnit(api)
  const operator = await registerPerson(api, { name: '林晓' })
  const operatorToken = await actFor(api, operator, unit)
  const trainingClass = await addOpenClass(api, unit)
  const classId = String(trainingClass._id)
  const trainees: TestPerson[] = []
  for (const name of names) {
    const trainee = await registerPerson(api, { name })
    await enrolPerson(api, trainee, { unit, operator: operatorToken, classId })
    trainees.push(trainee)
  }
  return { unit, operator, operatorToken, className: trainingClass.name, classId, trainees }
}

const SCANS = 5

/** A camera app reads the hall's screen and opens the link; where the phone was too slow for the code, it reads again. */
export async function scanUntilFresh(phone: Phone, hall: Hall): Promise<void> {
  for (let left = SCANS; left > 0; left--) {
    await phone.open(await hall.readCode())
    await phone.sees(/签到成功|已经签到|没有签到成功/)
    if (!(await phone.text()).includes('已过期')) return
  }
}
