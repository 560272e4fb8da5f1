import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { enrolPerson, openRollCall } from '../support/attendance'
import { addTrainees, askUnit } from '../support/classes'
import { actFor, registerPerson } from '../support/people'
import { ensureWeappBuilt, launchWeapp, type Weapp } from '.'
import { actFor as actForUnit, signIn } from './sign-in'
import { elements, nameOf } from './view'

const HALL = 120
const WAITING = 30
const NODE_LIMIT = 1000
const SET_DATA_LIMIT = 256 * 1024

let root: string
let api: TestApi
let app: Weapp
let place: Awaited<ReturnType<typeof arrange>>

beforeAll(async () => {
  root = await ensureWeappBuilt()
  api = await startTestApi()
  place = await arrange()
}, 300_000)

afterAll(() => api.stop())

afterEach(() => {
  expect(app.close()).toEqual([])
})

/** A large class with a roll call that half of it has answered, and people who wait for the unit. */
async function arrange() {
  const roll = await openRollCall(api, HALL)
  const classId = String(roll.trainingClass._id)
  const operator = await registerPerson(api, { name: '林晓' })
  await actFor(api, operator, roll.unit)
  const trainee = await registerPerson(api, { name: '欧阳小三' })
  await enrolPerson(api, trainee, { unit: roll.unit, operator: roll.operator, classId })
  await askUnit(api, roll.unit, await addTrainees(api, WAITING))
  const arrived = roll.trainees.filter((_, index) => index % 2 === 0)
  await Promise.all(
    arrived.map(({ token }) => api.as(token).attendance.checkIn({ body: { by: 'scan', code: roll.code() } })),
  )
  return { roll, classId, operator, trainee }
}

const isLoading = () => [...elements(app.view())].some((element) => nameOf(element) === '正在加载')

/** Opens every page of every package with what such a page is opened with, and measures it when it has loaded. */
async function walkThroughEveryPage(): Promise<void> {
  const { roll, classId } = place
  const query = `classId=${classId}&sessionId=${roll.sessionId}&organizationId=${roll.unit.id}`
  const heavy: string[] = []
  for (const route of app.routes) {
    app.relaunch(`/${route}?${query}`)
    await app.until(() => app.text().trim() !== '' && !isLoading(), `what ${route} loads`)
    if (app.nodeCount() >= NODE_LIMIT) heavy.push(`${route} has ${app.nodeCount()} nodes`)
    expect(app.text(), route).not.toContain('没有加载成功')
    expect(app.tappable().filter((name) => name.trim() === '').length, `things without a name on ${route}`).toBe(0)
    expect(app.errors, route).toEqual([])
  }
  expect(heavy).toEqual([])
  expect(Math.max(...app.setData.map(({ bytes }) => bytes))).toBeLessThan(SET_DATA_LIMIT)
}

describe('every page of every package, with a class of 120', () => {
  it('opens for a trainee', async () => {
    app = launchWeapp(root, { server: api.url })
    await signIn(app, place.trainee)
    await walkThroughEveryPage()
  })

  it('opens for an operator who acts for the unit', async () => {
    app = launchWeapp(root, { server: api.url })
    await signIn(app, place.operator)
    await actForUnit(app, place.roll.unit.name)
    await walkThroughEveryPage()
  })

  it('opens for a guest', async () => {
    app = launchWeapp(root, { server: api.url })
    await walkThroughEveryPage()
  })
})
