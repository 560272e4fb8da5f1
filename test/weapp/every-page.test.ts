import type { SessionTokens } from '@jijiao/shared/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { enrolPerson, openRollCall } from '../support/attendance'
import { addTrainees, askUnit } from '../support/classes'
import { addCourse } from '../support/courses'
import { actFor, createUnitWithOperator, registerPerson } from '../support/people'
import { aRecord } from '../support/records'
import { addTestTeacher } from '../support/teachers'
import { registerUnit } from '../support/unit-accounts'
import { ensureWeappBuilt, launchWeapp, type Weapp } from '.'
import { actFor as actForUnit, signIn } from './sign-in'
import { elements, nameOf } from './view'

const HALL = 120
/** The id of nothing: the page says that it is not there. */
const NOBODYS = '0'.repeat(24)
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
  const { id: recordId } = await api.as(trainee.token).creditRecords.declareMine({ body: aRecord })
  await askUnit(api, roll.unit, await addTrainees(api, WAITING))
  const arrived = roll.trainees.filter((_, index) => index % 2 === 0)
  await Promise.all(
    arrived.map(({ token }) => api.as(token).attendance.checkIn({ body: { by: 'scan', code: roll.code() } })),
  )
  const traineeId = String(roll.trainees[0]?.traineeId)
  await api.as(roll.operator).creditRecords.create({ body: { ...aRecord, traineeId } })
  const spotCheck = await api.as(roll.operator).spotChecks.draw({ params: { classId }, body: { size: 100 } })
  return {
    roll,
    classId,
    operator,
    trainee,
    recordId,
    spotCheckId: spotCheck.id,
    traineeId,
    ...(await arrangePlan(roll)),
  }
}

/** A plan of the unit that waits for the industry authority, and the HR authority of the same region. */
async function arrangePlan({ unit, operator }: Awaited<ReturnType<typeof openRollCall>>) {
  const industry = await createUnitWithOperator(api, { kind: 'industryAuthority', name: '东莞市教育局' })
  const hr = await createUnitWithOperator(api, { kind: 'hrAuthority', name: '东莞市人力资源和社会保障局' })
  const course = await addCourse(api, industry.unit)
  const teacher = await addTestTeacher(api, unit)
  const plan = await api.as(operator).plans.create({
    body: {
      courseId: course.id,
      year: 2026,
      name: '2026 年工程伦理培训',
      trainingDays: 3,
      startsOn: '2026-05-01',
      endsOn: '2026-06-30',
      classes: Array.from({ length: 50 }, (_, index) => ({
        name: `第 ${index + 1} 期`,
        startsOn: '2026-05-06',
        endsOn: '2026-05-08',
        plannedNumber: 60,
        studyMode: 'faceToFace',
        examType: 'closedBook',
        place: '一号楼报告厅',
        headTeacherId: teacher.id,
        teacherIds: [teacher.id],
        subjects: ['工程伦理'],
      })),
    },
  })
  await api.as(operator).plans.submit({ params: { planId: plan.id }, body: { version: plan.version } })
  return { industry, hr, courseId: course.id, teacherId: teacher.id, planId: plan.id }
}

/** Opens the app as somebody who has signed in before; for whom it acts, too. */
function launchAs(session: SessionTokens): void {
  app = launchWeapp(root, { server: api.url, storage: new Map([['session', JSON.stringify(session)]]) })
}

const actingFor = ({ operator, unit }: Awaited<ReturnType<typeof createUnitWithOperator>>) =>
  api.as(operator.token).accounts.actAs({ body: { organizationId: unit.id } })

const isLoading = () => [...elements(app.view())].some((element) => nameOf(element) === '正在加载')

/** Opens every page of every package with what such a page is opened with, and measures it when it has loaded. */
async function walkThroughEveryPage(): Promise<void> {
  const { roll, classId, planId, teacherId, courseId, recordId, spotCheckId, traineeId } = place
  const ids = {
    recordId,
    classId,
    planId,
    teacherId,
    courseId,
    spotCheckId,
    traineeId,
    sessionId: roll.sessionId,
    organizationId: roll.unit.id,
    certificateId: NOBODYS,
    importId: NOBODYS,
    dataRequestId: NOBODYS,
    exemptionId: NOBODYS,
    key: 'nobodys',
  }
  const query = String(new URLSearchParams(ids))
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

  it('opens for a unit by its own login', async () => {
    const { tokens } = await registerUnit(api)
    launchAs(tokens)
    await walkThroughEveryPage()
  })

  it('opens for an industry authority that reviews', async () => {
    launchAs(await actingFor(place.industry))
    await walkThroughEveryPage()
    app.relaunch(`/packages/plans/plan/index?planId=${place.planId}`)
    await app.seesText('不同意并结案')
  })

  it('opens for an HR authority', async () => {
    launchAs(await actingFor(place.hr))
    await walkThroughEveryPage()
  })

  it('turns the pages of a long roll without drawing more than one of them', async () => {
    launchAs(await api.as(place.operator.token).accounts.actAs({ body: { organizationId: place.roll.unit.id } }))
    app.relaunch(`/packages/staff/roll/index?sessionId=${place.roll.sessionId}`)
    await app.seesText('第 1–40 条')
    app.reachBottom()
    await app.tap('下一页')
    await app.seesText('第 41–80 条')
    await app.tap('下一页')
    await app.seesText(`第 81–${HALL} 条`)
    await app.tap('上一页')
    await app.seesText('第 41–80 条')
    expect(app.nodeCount()).toBeLessThan(NODE_LIMIT)
  })

  it('opens for a guest', async () => {
    app = launchWeapp(root, { server: api.url })
    await walkThroughEveryPage()
  })
})
