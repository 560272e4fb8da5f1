import { verifyChain } from '@jijiao/api/audit'
import { markModel, sessionModel } from '@jijiao/api/features/attendance'
import { createCheckInCodes, slotAt } from '@jijiao/api/features/attendance/code'
import { classModel, enrollmentModel } from '@jijiao/api/features/classes'
import { type CallOptions, ProblemError } from '@jijiao/shared/http'
import fc from 'fast-check'
import { Types, trusted } from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { addConfirmedTrainees, addOpenClass, personToken, type TestTrainee } from '../support/classes'
import { factsAbout } from '../support/facts'
import { createUnitWithOperator } from '../support/people'

/**
 * Random operations by random people on one class, several at once: whatever they do and in whichever order it arrives,
 * the invariants of roll calls, classes and the audit log hold.
 */
const RUNS = 8
const PEOPLE = 4
const MINUTE_MS = 60_000

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ limits: { ofAccount: async () => undefined, ofAddress: async () => undefined } })
})
afterAll(() => api.stop())

const who = fc.nat({ max: PEOPLE - 1 })
const which = fc.nat({ max: 2 })
/** How wrong a phone's clock is, in minutes. */
const ahead = fc.integer({ min: -600_000, max: 600_000 })
const step = fc.oneof(
  fc.record({ do: fc.constant('scan'), who, which, phoneIsAhead: ahead }),
  fc.record({ do: fc.constant('scan'), who, which, phoneIsAhead: ahead }),
  fc.record({ do: fc.constant('mark'), who, which, state: fc.constantFrom('present', 'late', 'leave', 'absent') }),
  fc.record({ do: fc.constantFrom('enrol', 'withdraw', 'pass'), who }),
  fc.record({ do: fc.constant('plan') }),
  fc.record({ do: fc.constantFrom('open', 'close', 'reopen'), which }),
  fc.record({ do: fc.constantFrom('closeClass', 'reopenClass', 'cancelClass') }),
  fc.record({ do: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 9 }) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function newClass() {
  const { unit, token } = await createUnitWithOperator(api)
  const acting = api.app.deps.tokens.verify(token)
  const trainees = await addConfirmedTrainees(api, unit, PEOPLE)
  const { _id } = await addOpenClass(api, unit, trainees.slice(0, 2))
  /** Fresh at each use: the steps let time pass. */
  const operator = () => api.as(api.app.deps.tokens.sign(acting))
  return { classId: String(_id), trainees, operator }
}
type World = Awaited<ReturnType<typeof newClass>>

const sessionsOf = (classId: string) =>
  sessionModel(api.app.deps.db)
    .find({ classId: new Types.ObjectId(classId) })
    .sort({ _id: 1 })
    .lean()

/** Does a step as its person would; a refusal is an answer like any other, a failure is not. */
async function take({ classId, trainees, operator }: World, one: Step, options: CallOptions) {
  const sessions = await sessionsOf(classId)
  const session = 'which' in one ? sessions[one.which % Math.max(1, sessions.length)] : undefined
  const trainee = 'who' in one ? (trainees[one.who] as TestTrainee) : undefined
  const sessionId = String(session?._id ?? new Types.ObjectId())
  const traineeIds = [trainee?.traineeId ?? '']
  const client = operator()
  const params = { classId }
  switch (one.do) {
    case 'scan': {
      const codes = createCheckInCodes(api.app.deps.secrets.checkInKey)
      const code = codes.codeOf(sessionId, slotAt(api.clock.now()))
      const date = new Date(api.clock.now() + one.phoneIsAhead * MINUTE_MS).toUTCString()
      const phone = api.as(personToken(api, trainee?.accountId ?? '', trainee?.traineeId), { date })
      return phone.attendance.checkIn({ body: { by: 'scan', code } })
    }
    case 'mark': {
      const marks = [{ traineeId: trainee?.traineeId ?? '', state: one.state, version: 0 }]
      return client.attendance.mark({ params: { sessionId }, body: { marks, reason: '补登' } })
    }
    case 'enrol':
      return client.classes.enrol({ params, body: { traineeIds } })
    case 'withdraw':
      return client.classes.withdraw({ params, body: { traineeIds } })
    case 'pass': {
      const dates = { startedOn: '2026-03-02', endedOn: '2026-03-04', remark: null }
      const rows = [{ traineeId: trainee?.traineeId ?? '', version: 0, result: 'passed' as const, ...dates }]
      return client.assessments.enter({ params, body: { rows } }, options)
    }
    case 'plan': {
      const startsAt = new Date(api.clock.now()).toISOString()
      const endsAt = new Date(api.clock.now() + 60 * MINUTE_MS).toISOString()
      return client.attendance.planSession({ params, body: { startsAt, endsAt } }, options)
    }
    case 'open':
    case 'close':
    case 'reopen':
      return client.attendance.moveSession({ params: { sessionId }, body: { action: one.do, reason: '需要' } })
    case 'closeClass':
      return client.classEndings.close({ params, body: { note: '' } }, options)
    case 'reopenClass':
      return client.classEndings.reopen({ params, body: { reason: '成绩有误' } }, options)
    case 'cancelClass':
      return client.classEndings.cancel({ params, body: { note: '' } }, options)
    case 'wait':
      return api.clock.advance(one.minutes * MINUTE_MS)
  }
}

const answer = (taken: Promise<unknown>) =>
  taken.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof ProblemError) || error.problem.status >= 500) throw error
      return error.code
    },
  )

async function expectInvariants({ classId }: World) {
  const { db } = api.app.deps
  const trainingClass = await classModel(db).findById(classId).orFail().lean()
  const sessions = await sessionsOf(classId)
  // 3: at most one mark for each person and session.
  const marks = await markModel(db)
    .find({ sessionId: trusted({ $in: sessions.map(({ _id }) => _id) }) })
    .lean()
  const pairs = marks.map(({ sessionId, traineeId }) => `${sessionId} ${traineeId}`)
  expect(new Set(pairs).size).toBe(pairs.length)
  // 9: a scan is judged by the server's clock, whatever the phone says what time it is.
  for (const { sessionId, source, state, markedAt } of marks) {
    const session = sessions.find(({ _id }) => _id.equals(sessionId))
    if (source !== 'scan' || !session?.openedAt) continue
    expect(markedAt.getTime()).toBeGreaterThanOrEqual(session.openedAt.getTime())
    expect(markedAt.getTime()).toBeLessThanOrEqual(api.clock.now())
    const lateFrom = session.startsAt.getTime() + session.lateAfterMinutes * MINUTE_MS
    expect(state).toBe(markedAt.getTime() <= lateFrom ? 'present' : 'late')
  }
  // 4: a closed class has no open session, nor has a cancelled one.
  if (['closed', 'cancelled'].includes(trainingClass.state)) {
    expect(sessions.filter(({ state }) => state === 'open' || state === 'planned')).toEqual([])
  }
  // 6: every state is where its facts have led, one step after the other.
  await expectToFollow(classId, trainingClass.state)
  for (const { _id, state } of sessions) await expectToFollow(String(_id), state)
  // What is counted is what there is.
  const enrolled = await enrollmentModel(db).countDocuments({ classId: new Types.ObjectId(classId) })
  expect(trainingClass.enrolledCount).toBe(enrolled)
}

async function expectToFollow(subjectId: string, state: string) {
  const moves = (await factsAbout(api, subjectId)).filter(({ from, to }) => to !== null && from !== to)
  expect(moves.at(-1)?.to).toBe(state)
  for (const [index, { from }] of moves.entries()) expect(from).toBe(moves[index - 1]?.to ?? null)
}

it('holds what must hold of roll calls, classes and the log, whatever people do at once', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 14 }), async (rounds) => {
      const world = await newClass()
      for (const [index, round] of rounds.entries()) {
        await Promise.all(round.map((one, at) => answer(take(world, one, { idempotencyKey: `round-${index}-${at}` }))))
      }
      await expectInvariants(world)
    }),
    { numRuns: RUNS },
  )
  expect((await verifyChain(api.app.deps.db)).fault).toBeNull()
})

it('does nothing the second time for the same request under the same key', { timeout: 120_000 }, async () => {
  const keyed = step.filter((one) => ['pass', 'plan', 'closeClass', 'reopenClass', 'cancelClass'].includes(one.do))
  await fc.assert(
    fc.asyncProperty(fc.array(keyed, { minLength: 1, maxLength: 6 }), async (steps) => {
      const world = await newClass()
      for (const [index, one] of steps.entries()) {
        const key = { idempotencyKey: `once-${index}-${one.do}` }
        const first = await answer(take(world, one, key))
        const before = await everything(world)
        // A refused attempt leaves its key free, so only what was done is asked to be done once.
        if (first === 'done') expect(await answer(take(world, one, key))).toBe('done')
        expect(await everything(world)).toEqual(before)
      }
    }),
    { numRuns: RUNS },
  )
})

async function everything({ classId }: World) {
  const { db } = api.app.deps
  const trainingClass = await classModel(db).findById(classId).lean()
  const enrollments = await enrollmentModel(db)
    .find({ classId: new Types.ObjectId(classId) })
    .sort({ _id: 1 })
    .lean()
  const facts = (await factsAbout(api, classId)).length
  return { trainingClass, enrollments, facts, sessions: await sessionsOf(classId) }
}
