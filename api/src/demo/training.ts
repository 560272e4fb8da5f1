import { Types } from 'mongoose'
import type { Circumstances } from '../audit'
import type { Deps } from '../deps'
import { createCheckInWriter, markManually, moveSession, planSession, sessionModel } from '../features/attendance'
import {
  type ClassPlan,
  classModel,
  createClass,
  enrolTrainees,
  openClass,
  type TrainingClass,
} from '../features/classes'
import { demoId } from './cast'
import { byOperator, DAY_MS, dayFrom, MINUTE_MS, timeOn } from './time'

type DemoClass = Omit<ClassPlan, 'startsOn' | 'endsOn'> & {
  readonly key: string
  readonly from: number
  readonly to: number
}

const SCHOOL = demoId('unit:school')

const NOW: DemoClass = {
  key: 'now',
  name: '教师信息化教学能力提升班',
  category: 'professional',
  courseName: '信息化教学设计与实践',
  from: -1,
  to: 30,
  plannedNumber: 40,
  place: '松湖校区实训楼 301 报告厅',
  creditHourTenths: 180,
}
const TOMORROW: DemoClass = {
  key: 'tomorrow',
  name: '课程思政专题研修班',
  category: 'public',
  courseName: '职业教育课程思政',
  from: 1,
  to: 3,
  plannedNumber: 30,
  place: '图书馆二楼学术厅',
  creditHourTenths: 120,
}
const LAST_WEEK: DemoClass = {
  key: 'last-week',
  name: '实验实训室安全管理培训班',
  category: 'professional',
  courseName: '实验实训室安全管理',
  from: -8,
  to: -6,
  plannedNumber: 30,
  place: '行政楼 204 会议室',
  creditHourTenths: 60,
}
const PLANNED: DemoClass = {
  key: 'planned',
  name: '人工智能通识课教学班',
  category: 'elective',
  courseName: '人工智能通识',
  from: 14,
  to: 15,
  plannedNumber: 50,
  place: '线上与实训楼 402',
  creditHourTenths: 60,
}

/** A class that runs now, one tomorrow, one of last week and one that is only planned. */
export async function addTraining(deps: Deps, trainees: readonly string[]): Promise<void> {
  const now = deps.clock.now()
  const lastWeek = await addClass(deps, LAST_WEEK, trainees.slice(4, 28), now)
  const past = timeOn(now, -7, 9)
  await holdRollCall(deps, lastWeek, { key: 'last-week', startsAt: past, trainees: trainees.slice(4, 28), missing: 3 })

  await addClass(deps, TOMORROW, trainees.slice(10, 36), now)
  await addClass(deps, PLANNED, [], now)

  const running = await addClass(deps, NOW, trainees.slice(0, 36), now)
  const yesterday = timeOn(now, -1, 9)
  await holdRollCall(deps, running, {
    key: 'yesterday',
    startsAt: yesterday,
    trainees: trainees.slice(0, 36),
    missing: 5,
  })
  await openSessionNow(deps, running, demoId('session:now'))
  // The first ones are in their seats; trainee01 to trainee24 are still to come.
  const write = createCheckInWriter(deps.db)
  const arrivals = trainees
    .slice(24, 36)
    .map((traineeId, index) => write(arrival(demoId('session:now'), traineeId, now - (12 - index) * 5_000)))
  await Promise.all(arrivals)
  await planSession(deps, byOperator('operator01', now), running, {
    ...window(timeOn(now, 1, 9)),
    id: demoId('session:next'),
    remark: '第三次课',
  })
}

/** On a later day the running class gets a roll call of that day, open for check-in. */
export async function addTodaysSession(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  const running = await classModel(deps.db).findById(demoId('class:now')).lean<TrainingClass>()
  const classId = new Types.ObjectId(demoId('class:now'))
  const open = await sessionModel(deps.db).find({ classId, state: 'open' }).lean()
  if (!running || running.state !== 'open' || open.some(({ endsAt }) => endsAt.getTime() > now)) return
  const id = demoId(`session:${dayFrom(now)}:${Math.floor(now / (60 * MINUTE_MS))}`)
  if (!(await sessionModel(deps.db).exists({ _id: id }))) await openSessionNow(deps, running, id)
}

const window = (startsAt: number) => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(startsAt + 3 * 60 * MINUTE_MS),
  lateAfterMinutes: 10,
  offlineLimitMinutes: 30,
  geofence: null,
})

async function openSessionNow(deps: Deps, trainingClass: TrainingClass, id: string) {
  const now = deps.clock.now()
  const plan = { ...window(now + 5 * MINUTE_MS), id, remark: '今天的课' }
  const planned = await planSession(deps, byOperator('operator01', now - 20 * MINUTE_MS), trainingClass, plan)
  await moveSession(deps, byOperator('operator01', now - 2 * MINUTE_MS), planned, { action: 'open', reason: null })
}

async function addClass(deps: Deps, demo: DemoClass, trainees: readonly string[], now: number): Promise<TrainingClass> {
  const { key, from, to, ...plan } = demo
  const created = byOperator('operator01', now + (from - 20) * DAY_MS)
  const planned = await createClass(deps, created, {
    ...plan,
    id: demoId(`class:${key}`),
    organizationId: SCHOOL,
    startsOn: dayFrom(now, from),
    endsOn: dayFrom(now, to),
  })
  if (trainees.length === 0) return planned
  const opened = byOperator('operator01', now + Math.min(from - 5, -1) * DAY_MS)
  const trainingClass = await openClass(deps, opened, { trainingClass: planned, note: null })
  await enrolTrainees(deps, opened, { trainingClass, traineeIds: trainees })
  return trainingClass
}

type Held = {
  readonly key: string
  readonly startsAt: number
  readonly trainees: readonly string[]
  readonly missing: number
  /** The class's operator; one of the school's unless it is said. */
  readonly by?: (at: number) => Circumstances
}

/** A roll call of the past: most came in time, some late, one is on leave, the last ones did not come. */
export async function holdRollCall(deps: Deps, trainingClass: TrainingClass, held: Held) {
  const { startsAt, trainees, missing, by = (at: number) => byOperator('operator01', at) } = held
  const write = createCheckInWriter(deps.db)
  const id = demoId(`session:${held.key}`)
  const before = by(startsAt - 20 * MINUTE_MS)
  const planned = await planSession(deps, before, trainingClass, { ...window(startsAt), id, remark: null })
  const open = await moveSession(deps, before, planned, { action: 'open', reason: null })
  const came = trainees.slice(0, trainees.length - missing)
  await Promise.all(
    came.map((traineeId, index) =>
      write(arrival(id, traineeId, startsAt - 15 * MINUTE_MS + index * (index > came.length - 4 ? 80_000 : 45_000))),
    ),
  )
  const [onLeave] = trainees.slice(-1)
  if (onLeave) {
    const leave = { traineeId: onLeave, state: 'leave', version: 0 } as const
    await markManually(deps, by(startsAt + 20 * MINUTE_MS), open, [leave], '出差，已提前请假')
  }
  await moveSession(deps, by(startsAt + 60 * MINUTE_MS), open, { action: 'close', reason: null })
}

const arrival = (sessionId: string, traineeId: string, at: number) => ({
  sessionId,
  traineeId,
  accountId: traineeId,
  source: 'scan' as const,
  at,
  receivedAt: at,
  device: null,
  position: null,
  requestId: 'demo-world',
})
