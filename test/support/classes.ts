import { randomInt } from 'node:crypto'
import type { Circumstances } from '@jijiao/api/audit'
import {
  decideAffiliation,
  NO_DETAILS,
  requestAffiliation,
  type Trainee,
  traineeModel,
} from '@jijiao/api/features/affiliations'
import { type ClassPlan, createClass, enrolTrainees, openClass, type TrainingClass } from '@jijiao/api/features/classes'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { Types } from 'mongoose'
import type { TestApi, TestWorld } from './api'
import { residentIdOf, type TestUnit } from './people'

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨']
const GIVEN_NAMES = [...'一二三四五六七八九十']

export type TestTrainee = {
  readonly traineeId: string
  readonly accountId: string
  readonly name: string
  readonly residentId: string
  readonly phone: string
  readonly token: string
}

/** The system itself, now. */
export const bySystem = (api: TestWorld): Circumstances => ({
  actor: { accountId: null, organizationId: null },
  at: new Date(api.clock.now()),
  requestId: 'test',
})

/** An access token of somebody with this account; signing in itself is tested elsewhere. */
export const personToken = (api: TestWorld, accountId: string, traineeId: string | null = null) =>
  api.app.deps.tokens.sign({
    accountId,
    sessionId: String(new Types.ObjectId()),
    isRealName: true,
    traineeId,
    actingAs: null,
  })

let last = 200_000

/** Trainees with saved profiles who belong to no unit yet, with tokens; many at once cost one write. */
export async function addTrainees(
  api: TestWorld,
  count: number,
  names: readonly string[] = [],
): Promise<TestTrainee[]> {
  const { db, vault } = api.app.deps
  const at = new Date(api.clock.now())
  const made = Array.from({ length: count }, (_, index) => {
    last += 1
    const residentId = residentIdOf(last)
    const phone = `138${String(randomInt(100_000_000)).padStart(8, '0')}`
    const name = names[index] ?? nameOf(index)
    const trainee: Omit<Trainee, 'education' | 'series'> & Partial<Trainee> = {
      _id: new Types.ObjectId(),
      accountId: new Types.ObjectId(),
      name,
      nameKeys: nameKeys(name),
      sealedResidentId: vault.seal('residentId', residentId),
      residentIdIndex: vault.blindIndex('residentId', residentId),
      sex: Number(residentId.charAt(16)) % 2 ? '1' : '2',
      birthDate: `${residentId.slice(6, 10)}-${residentId.slice(10, 12)}-${residentId.slice(12, 14)}`,
      sealedPhone: vault.seal('phone', phone),
      phoneIndex: vault.blindIndex('phone', phone),
      sealedEmail: null,
      ...NO_DETAILS,
      education: '21',
      version: 1,
      createdAt: at,
      changedAt: at,
    }
    return { trainee, residentId, phone }
  })
  await traineeModel(db).insertMany(made.map(({ trainee }) => trainee))
  return made.map(({ trainee, residentId, phone }) => {
    const [traineeId, accountId] = [String(trainee._id), String(trainee.accountId)]
    const token = personToken(api, accountId, traineeId)
    return { traineeId, accountId, name: trainee.name, residentId, phone, token }
  })
}

const nameOf = (index: number) =>
  [
    SURNAMES[index % SURNAMES.length],
    GIVEN_NAMES[Math.floor(index / SURNAMES.length) % 10],
    GIVEN_NAMES[Math.floor(index / SURNAMES.length / 10) % 10],
  ].join('')

/** A request of each trainee to the unit; answers the ids of the affiliations. */
export async function askUnit(api: TestWorld, unit: TestUnit, trainees: readonly TestTrainee[]): Promise<string[]> {
  const ids: string[] = []
  for (const { traineeId } of trainees) {
    const trainee = await traineeModel(api.app.deps.db).findById(traineeId).orFail().lean<Trainee>()
    const affiliation = await requestAffiliation(api.app.deps, bySystem(api), trainee, unit.id)
    ids.push(String(affiliation._id))
  }
  return ids
}

/** Trainees whom the unit has confirmed. */
export async function addConfirmedTrainees(api: TestWorld, unit: TestUnit, count: number, names?: readonly string[]) {
  const trainees = await addTrainees(api, count, names)
  for (const affiliationId of await askUnit(api, unit, trainees)) {
    const given = { affiliationId, organizationId: unit.id, decision: 'confirm', reason: null } as const
    await decideAffiliation(api.app.deps, bySystem(api), given)
  }
  return trainees
}

export const aClass = {
  name: '继续教育第一期',
  category: 'professional',
  courseName: '工程伦理',
  startsOn: '2026-03-02',
  endsOn: '2026-03-04',
  plannedNumber: 60,
  place: '一号楼报告厅',
  creditHourTenths: 180,
} as const satisfies ClassPlan

/** A class that is open, with these trainees in it. */
export async function addOpenClass(
  api: TestApi,
  unit: TestUnit,
  trainees: readonly TestTrainee[] = [],
  overrides: Partial<ClassPlan> = {},
): Promise<TrainingClass> {
  const plan = { ...aClass, organizationId: unit.id, ...overrides }
  const planned = await createClass(api.app.deps, bySystem(api), plan)
  const trainingClass = await openClass(api.app.deps, bySystem(api), { trainingClass: planned, note: null })
  if (trainees.length > 0) {
    const traineeIds = trainees.map(({ traineeId }) => traineeId)
    const results = await enrolTrainees(api.app.deps, bySystem(api), { trainingClass, traineeIds })
    const refused = results.find(({ outcome }) => outcome === 'refused')
    if (refused) throw new Error(JSON.stringify(refused))
  }
  return trainingClass
}
