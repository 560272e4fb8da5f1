import { moveSession, planSession, type SessionPlan } from '@jijiao/api/features/attendance'
import { createCheckInCodes, slotAt } from '@jijiao/api/features/attendance/code'
import { ProblemError } from '@jijiao/shared/http'
import type { TestApi } from './api'
import { addConfirmedTrainees, addOpenClass, bySystem, personToken, type TestTrainee } from './classes'
import { createUnitWithOperator, type TestPerson, type TestUnit } from './people'

/** A class with trainees and a roll call that is open now, with the operator's token and the code of any moment. */
export async function openRollCall(api: TestApi, size: number, plan: Partial<SessionPlan> = {}) {
  const { unit, token } = await createUnitWithOperator(api)
  const operator = api.app.deps.tokens.verify(token)
  const trainees = await addConfirmedTrainees(api, unit, size)
  const trainingClass = await addOpenClass(api, unit, trainees, { plannedNumber: Math.max(60, size) })
  const now = api.clock.now()
  const planned = await planSession(api.app.deps, bySystem(api), trainingClass, {
    startsAt: new Date(now),
    endsAt: new Date(now + 3 * 3_600_000),
    lateAfterMinutes: 10,
    offlineLimitMinutes: 30,
    geofence: null,
    remark: null,
    ...plan,
  })
  const session = await moveSession(api.app.deps, bySystem(api), planned, { action: 'open', reason: null })
  const sessionId = String(session._id)
  const codes = createCheckInCodes(api.app.deps.secrets.checkInKey)
  return {
    unit,
    trainees,
    trainingClass,
    sessionId,
    /** Fresh at each use: a test's clock outruns a token's ten minutes. */
    get operator() {
      return api.app.deps.tokens.sign(operator)
    },
    code: (at = api.clock.now()) => codes.codeOf(sessionId, slotAt(at)),
    digits: (at = api.clock.now()) => codes.digitsOf(sessionId, slotAt(at)),
  }
}

type Place = { readonly unit: TestUnit; readonly operator: string; readonly classId: string }

/** Somebody with an account becomes the unit's trainee and is enrolled in the class, by the steps of those concerned. */
export async function enrolPerson(api: TestApi, person: TestPerson, { unit, operator, classId }: Place): Promise<void> {
  const [asPerson, asOperator] = [api.as(person.token), api.as(operator)]
  const { id: traineeId } = await asPerson.affiliations.saveProfile({ body: { version: 0, education: '21' } })
  const asked = await asPerson.affiliations.ask({ body: { organizationId: unit.id } })
  await asOperator.affiliations.decide({ body: { ids: [asked.id], decision: 'confirm' } })
  await asOperator.classes.enrol({ params: { classId }, body: { traineeIds: [String(traineeId)] } })
}

export const freshToken = (api: TestApi, { accountId, traineeId }: Pick<TestTrainee, 'accountId' | 'traineeId'>) =>
  personToken(api, accountId, traineeId)

export const scan = (api: TestApi, trainee: TestTrainee, code: string, isKept = false) =>
  api.as(freshToken(api, trainee)).attendance.checkIn({ body: { by: 'scan', code, isKept } })

/** The code of the refusal that a call ends in; fails when it does not end in one. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    if (error instanceof ProblemError) return error.code
    throw error
  }
  throw new Error('the call was not refused')
}
