import { synthesizeResidentId } from '@jijiao/shared/identifiers'
import type { Deps } from '../deps'
import { createAccount, verifyRealName } from '../features/accounts'
import { enterAssessments } from '../features/assessments'
import { closeClass } from '../features/class-endings'
import {
  type ClassPlan,
  createClass,
  enrolByIdentity,
  enrollmentModel,
  openClass,
  type TrainingClass,
} from '../features/classes'
import { bindOperator, createOrganization } from '../features/organizations'
import { addTeacher } from '../features/teachers'
import { DEMO_PASSWORD, demoId, TRAINEES, unitCode } from './cast'
import { byOperator, bySystem, DAY_MS, dayFrom, timeOn } from './time'
import { holdRollCall } from './training'

const REGION = '441900'
const CENTRE = {
  key: 'centre',
  kind: 'provider',
  name: '东莞市继续教育中心',
  aliases: ['市继教中心'],
  regionCode: REGION,
  serial: 30_001,
  joinCode: 'JJZX2628',
} as const
const CENTRE_ID = demoId('unit:centre')

/** Of the cast: the school's last confirmed ones, and the hospital's. */
const OF_SCHOOL = TRAINEES.slice(36, 42)
const OF_HOSPITAL = TRAINEES.slice(52, 58)

type OpenClass = Omit<ClassPlan, 'startsOn' | 'endsOn' | 'category'> & {
  readonly key: string
  readonly from: number
  readonly to: number
}

const NOW: OpenClass = {
  key: 'open-now',
  name: '生成式人工智能应用公开班',
  courseName: '生成式人工智能应用',
  from: -2,
  to: 20,
  plannedNumber: 60,
  place: '市继续教育中心 5 楼多功能厅',
  creditHourTenths: 120,
}
const DONE: OpenClass = {
  key: 'open-done',
  name: '职场心理健康公开班',
  courseName: '职场心理健康与沟通',
  from: -16,
  to: -15,
  plannedNumber: 40,
  place: '市继续教育中心 302 教室',
  creditHourTenths: 60,
}

const by = (at: number) => byOperator('provider01', at, 'centre')

/** A provider with a class of people of two units that goes on, and one whose hours wait for these units. */
export async function addProvider(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  await addCentre(deps, now)
  const running = await addOpenClass(deps, NOW, [...OF_SCHOOL, ...OF_HOSPITAL], now)
  const startsAt = timeOn(now, -1, 14)
  await holdRollCall(deps, running.trainingClass, {
    key: 'open-yesterday',
    startsAt,
    trainees: running.traineeIds,
    missing: 2,
    by,
  })

  const { trainingClass, traineeIds } = await addOpenClass(deps, DONE, [...OF_SCHOOL.slice(0, 2), ...OF_HOSPITAL], now)
  const rows = traineeIds.map((traineeId, index) => ({
    traineeId,
    version: 0,
    result: 'passed' as const,
    totalScoreTenths: 820 + ((index * 31) % 150),
    subjectScores: [],
    startedOn: trainingClass.startsOn,
    endedOn: trainingClass.endsOn,
    remark: null,
  }))
  await enterAssessments(deps, by(timeOn(now, -14, 16)), { trainingClass, rows })
  await closeClass(deps, by(timeOn(now, -3, 10)), { trainingClass, note: '按期结班' })
}

async function addCentre(deps: Deps, now: number): Promise<void> {
  const { serial: _, ...card } = CENTRE
  await createOrganization(deps, bySystem(now - 400 * DAY_MS), { ...card, id: CENTRE_ID, code: unitCode(CENTRE) })
  const of = bySystem(now - 300 * DAY_MS)
  const accountId = demoId('account:provider01')
  const phone = '13900013001'
  await createAccount(deps, of, { id: accountId, userName: 'provider01', phone, password: DEMO_PASSWORD })
  const residentId = synthesizeResidentId({ regionCode: REGION, birthDate: '1983-07-12', sequence: 701 })
  await verifyRealName(deps, of, { accountId, name: '郭晓彤', residentId })
  const grants = ['operate', 'decide'] as const
  const id = demoId('operator:provider01')
  await bindOperator(deps, of, { id, organizationId: CENTRE_ID, accountId, grants })
  await addTeacher(deps, by(now - 100 * DAY_MS), {
    organizationId: CENTRE_ID,
    name: '谢文博',
    residentId: synthesizeResidentId({ regionCode: REGION, birthDate: '1976-05-21', sequence: 702 }),
    phone: '13900013002',
    email: null,
    qualification: '083',
    coursesTaught: '人工智能应用',
    introduction: '',
  })
}

/** Its people are enrolled as a provider does it: by what they are called and their numbers. */
async function addOpenClass(deps: Deps, demo: OpenClass, people: typeof TRAINEES, now: number) {
  const { key, from, to, ...plan } = demo
  const planned = await createClass(deps, by(now + (from - 20) * DAY_MS), {
    ...plan,
    category: 'elective',
    id: demoId(`class:${key}`),
    organizationId: CENTRE_ID,
    startsOn: dayFrom(now, from),
    endsOn: dayFrom(now, to),
  })
  const opened = by(now + (from - 5) * DAY_MS)
  const trainingClass: TrainingClass = await openClass(deps, opened, { trainingClass: planned, note: null })
  const list = people.map(({ name, residentId }) => ({ name, residentId }))
  const results = await enrolByIdentity(deps, opened, { trainingClass, people: list })
  const refused = results.find(({ outcome }) => outcome === 'refused')
  if (refused) throw new Error(`somebody of the demo world cannot be enrolled: ${JSON.stringify(refused)}`)
  return { trainingClass, traineeIds: await enrolledIn(deps, trainingClass) }
}

async function enrolledIn(deps: Deps, { _id: classId }: TrainingClass): Promise<string[]> {
  const enrolled = await enrollmentModel(deps.db).find({ classId }, { traineeId: 1 }).sort({ _id: 1 }).lean()
  return enrolled.map(({ traineeId }) => String(traineeId))
}
