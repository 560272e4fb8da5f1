import { Types } from 'mongoose'
import type { Deps } from '../deps'
import { createAccount, verifyRealName } from '../features/accounts'
import { decideAffiliation, NO_DETAILS, requestAffiliation, saveProfile } from '../features/affiliations'
import { bindOperator, createOrganization } from '../features/organizations'
import { DEMO_PASSWORD, type DemoTrainee, demoId, OPERATORS, operatorPerson, TRAINEES, UNITS, unitCode } from './cast'
import { bySystem, DAY_MS, MINUTE_MS } from './time'

/** Of the sixty: these many are the school's, then those who wait, were refused, and the hospital's. */
const CONFIRMED = 42
const WAITING = 8
const REFUSED = 2

type Person = { readonly userName: string; readonly name: string; readonly residentId: string; readonly phone: string }

/** Units, operators and trainees; answers the ids of the school's confirmed trainees, in the order of the cast. */
export async function addPeople(deps: Deps): Promise<string[]> {
  const now = deps.clock.now()
  for (const unit of UNITS) {
    const { key, serial: _, ...card } = unit
    await createOrganization(deps, bySystem(now - 400 * DAY_MS), {
      ...card,
      id: demoId(`unit:${key}`),
      code: unitCode(unit),
    })
  }
  await createAccount(deps, bySystem(now - 400 * DAY_MS), {
    id: demoId('account:unit01'),
    userName: 'unit01',
    phone: '13900019999',
    password: DEMO_PASSWORD,
    unitAccountOfId: new Types.ObjectId(demoId('unit:school')),
  })
  for (const [index, operator] of OPERATORS.entries()) {
    const { accountId } = await addAccount(
      deps,
      { ...operator, ...operatorPerson(operator, index) },
      now - 300 * DAY_MS,
    )
    await bindOperator(deps, bySystem(now - 299 * DAY_MS), {
      id: demoId(`operator:${operator.userName}`),
      organizationId: demoId(`unit:${operator.unit}`),
      accountId,
      grants: operator.grants,
    })
  }
  const confirmed: string[] = []
  for (const [index, trainee] of TRAINEES.entries()) {
    const traineeId = await addTrainee(deps, trainee, index, now)
    if (index < CONFIRMED) confirmed.push(traineeId)
  }
  return confirmed
}

async function addAccount(deps: Deps, person: Person, at: number) {
  const of = bySystem(at)
  const { userName, phone, name, residentId } = person
  const id = demoId(`account:${userName}`)
  await createAccount(deps, of, { id, userName, phone, password: DEMO_PASSWORD })
  await verifyRealName(deps, of, { accountId: id, name, residentId })
  return { accountId: id, traineeId: null, name, residentId, phone }
}

async function addTrainee(deps: Deps, cast: DemoTrainee, index: number, now: number): Promise<string> {
  const isWaiting = index >= CONFIRMED && index < CONFIRMED + WAITING
  // Those who wait asked in the last days, one of them an hour ago; the others long since.
  const askedAt = isWaiting
    ? now - (index - CONFIRMED) * 9 * 60 * MINUTE_MS - 60 * MINUTE_MS
    : now - (200 - index) * DAY_MS
  const person = await addAccount(deps, cast, askedAt - 30 * MINUTE_MS)
  const trainee = await saveProfile(deps, bySystem(askedAt - 10 * MINUTE_MS), person, {
    ...NO_DETAILS,
    email: null,
    version: 0,
    education: cast.education,
    qualification: cast.qualification,
    regionCode: '441900',
  })
  const unit = demoId(index < CONFIRMED + WAITING + REFUSED ? 'unit:school' : 'unit:hospital')
  const affiliation = await requestAffiliation(deps, bySystem(askedAt), trainee, unit)
  if (!isWaiting) {
    const isRefused = index >= CONFIRMED && index < CONFIRMED + WAITING + REFUSED
    await decideAffiliation(deps, bySystem(askedAt + DAY_MS), {
      affiliationId: String(affiliation._id),
      organizationId: unit,
      decision: isRefused ? 'refuse' : 'confirm',
      reason: isRefused ? '人事系统中没有您的信息，请确认所选单位，或联系人事科核对后重新申请。' : null,
    })
  }
  return String(trainee._id)
}
