import { type CreditRecord, creditRecordModel } from '@jijiao/api/features/credit-records'
import { COURSE_CATEGORIES } from '@jijiao/shared/classes'
import { ProblemError } from '@jijiao/shared/http'
import fc from 'fast-check'
import { Types } from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { passYear } from '../support/certificates'
import { factsAbout } from '../support/facts'
import { createUnitWithOperator } from '../support/people'
import { aRecord, recordWorld } from '../support/records'

/**
 * Random operations on one person's hours by whoever may and by whoever may not, several at once: in the end nobody has
 * recognised what is their own unseen, every record is where its facts have led, and the certificate says what the
 * records say.
 */
const RUNS = 6
const YEAR = 2025

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ limits: { ofAccount: async () => undefined, ofAddress: async () => undefined } })
})
afterAll(() => api.stop())

const PEOPLE = ['person', 'clerk', 'chief', 'second', 'school', 'hr', 'stranger'] as const
const who = fc.constantFrom(...PEOPLE)
const which = fc.nat({ max: 5 })
const declared = fc.record({
  do: fc.constant('declare'),
  who: fc.constantFrom('person', 'clerk', 'chief', 'school', 'stranger'),
  category: fc.constantFrom(...COURSE_CATEGORIES),
  course: fc.constantFrom('工程伦理', '项目管理', '信息安全'),
  day: fc.integer({ min: 1, max: 9 }),
  tenths: fc.integer({ min: 10, max: 80 }),
})
const wild = fc.oneof(
  fc.record({ do: fc.constantFrom('submit', 'withdraw', 'confirm', 'remove'), who, which }),
  fc.record({ do: fc.constant('decide'), who, which, decision: fc.constantFrom('approve', 'return', 'reject') }),
  fc.record({ do: fc.constantFrom('correct', 'askRevocation', 'grantRevocation', 'refuseRevocation'), who, which }),
  fc.record({ do: fc.constantFrom('regenerate', 'recount'), who }),
)
/** What would be done next with a record as it is then, by somebody who could have the right. */
const next = fc.record({
  do: fc.constant('next'),
  who: fc.constantFrom('chief', 'chief', 'second', 'second', 'clerk', 'hr'),
  which,
  choice: fc.nat({ max: 5 }),
})
const step = fc.oneof(
  { arbitrary: declared, weight: 4 },
  { arbitrary: next, weight: 8 },
  { arbitrary: wild, weight: 3 },
)
type Act = typeof declared | typeof wild extends fc.Arbitrary<infer S> ? S : never
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function nextOf(record: CreditRecord, { who: by, which: one, choice }: Extract<Step, { do: 'next' }>): Act {
  const is = { who: by, which: one }
  switch (record.state) {
    case 'draft':
    case 'returned':
      if (record.source === 'person') return { ...is, do: 'submit', who: 'person' }
      return record.source === 'provider' ? { ...is, do: 'submit', who: 'school' } : { ...is, do: 'confirm' }
    case 'submitted':
      return { ...is, do: 'decide', decision: choice === 0 ? 'return' : choice === 1 ? 'reject' : 'approve' }
    case 'recognized':
      if (record.revocation) return { ...is, do: choice < 2 ? 'refuseRevocation' : 'grantRevocation' }
      if (choice > 3) return { do: 'recount', who: 'clerk' }
      return { ...is, who: 'clerk', do: choice < 2 ? 'askRevocation' : 'correct' }
    default:
      return { do: 'recount', who: by }
  }
}

async function newWorld() {
  const world = await recordWorld(api, { trainees: 1 })
  const hr = await createUnitWithOperator(api, { kind: 'hrAuthority' })
  const stranger = await createUnitWithOperator(api)
  const { trainee, unit, tokens } = world
  const seeded = await passYear(api, unit, trainee, YEAR)
  const clerk = api.as(tokens.clerk)
  await clerk.certificates.issue({ body: { year: YEAR, traineeIds: [trainee.traineeId] } })
  const token = { ...tokens, person: trainee.token, hr: hr.token, stranger: stranger.token }
  return { trainee, seeded: seeded.map(String), as: (one: (typeof PEOPLE)[number]) => api.as(token[one]) }
}
type World = Awaited<ReturnType<typeof newWorld>>

const recordsOf = ({ trainee }: World) =>
  creditRecordModel(api.app.deps.db)
    .find({ traineeId: new Types.ObjectId(trainee.traineeId) })
    .sort({ _id: 1 })
    .lean<CreditRecord[]>()

/** Beside those that pass the year. */
const madeIn = async (world: World) => (await recordsOf(world)).filter(({ _id }) => !world.seeded.includes(String(_id)))

const certificateOf = async ({ as }: World) => {
  const { data } = await as('person').certificates.mine()
  const current = data.find(({ state }) => state === 'valid')
  return current && as('person').certificates.get({ params: { certificateId: current.id } })
}

const contentOf = (one: Extract<Act, { do: 'declare' }>) => ({
  ...aRecord,
  category: one.category,
  courseName: one.course,
  startsOn: `${YEAR}-02-0${one.day}`,
  endsOn: `${YEAR}-02-0${one.day}`,
  days: 1,
  declaredTenths: one.tenths,
  year: YEAR,
})

/** Does a step as its person would; a refusal is an answer like any other, a failure is not. */
async function take(world: World, given: Step): Promise<unknown> {
  const { as, trainee } = world
  const made = await madeIn(world)
  const record = 'which' in given ? made[given.which % Math.max(1, made.length)] : undefined
  if (given.do === 'next' && !record) return
  const one = given.do === 'next' ? nextOf(record ?? expect.fail('there is no record'), given) : given
  const { traineeId } = trainee
  const client = as(one.who)
  const { creditRecords, certificates } = client
  if (one.do === 'declare') {
    const body = contentOf(one)
    if (one.who === 'person') return creditRecords.declareMine({ body })
    const named = one.who === 'school' ? { traineeName: trainee.name, residentId: trainee.residentId } : { traineeId }
    return creditRecords.create({ body: { ...body, ...named } })
  }
  if (one.do === 'recount') return certificates.recount({ body: { year: YEAR, traineeIds: [traineeId] } })
  if (one.do === 'regenerate') {
    const certificate = await certificateOf(world)
    const { id: certificateId = String(new Types.ObjectId()), version = 1 } = certificate ?? {}
    return certificates.regenerate({ params: { certificateId }, body: { version, reason: '姓名用字有误' } })
  }
  const recordId = String(record?._id ?? new Types.ObjectId())
  const version = record?.version ?? 1
  const params = { recordId }
  switch (one.do) {
    case 'submit':
    case 'withdraw': {
      const body = { version }
      if (one.who === 'person') return creditRecords[`${one.do}Mine`]({ params, body })
      return creditRecords[one.do]({ params, body })
    }
    case 'remove':
      return one.who === 'person' ? creditRecords.removeMine({ params }) : creditRecords.remove({ params })
    case 'confirm':
      return creditRecords.confirm({ body: { ids: [recordId] } })
    case 'decide':
      return creditRecords.decide({ body: { decision: one.decision, opinion: '核对', rows: [{ id: recordId }] } })
    case 'correct': {
      const { startsOn, endsOn, category, courseName } = record ?? aRecord
      const declaredTenths = Math.max(5, Math.floor((record?.declaredTenths ?? 10) / 2))
      const content = { ...aRecord, category, courseName, startsOn, endsOn, days: 1, declaredTenths, year: YEAR }
      return creditRecords.correct({ params, body: { ...content, version, reason: '学时有误' } })
    }
    case 'askRevocation':
      return creditRecords.askRevocation({ params, body: { version, reason: '重复' } })
    default: {
      const decision = one.do === 'grantRevocation' ? ('approve' as const) : ('refuse' as const)
      return creditRecords.decideRevocation({ params, body: { version, decision, opinion: '属实' } })
    }
  }
}

const answered = (taken: Promise<unknown>) =>
  taken.catch((error: unknown) => {
    if (!(error instanceof ProblemError) || error.problem.status >= 500) throw error
  })

/** Answers how many records were recognised in the end, so that a run in which nothing happens is noticed. */
async function expectInvariants(world: World): Promise<number> {
  const [records, made] = [await recordsOf(world), await madeIn(world)]
  // 2: nobody's own word alone is recognised, or it says so.
  for (const { state, decidedBy, declaredBy, selfApproved } of made) {
    if (state !== 'recognized') continue
    expect(decidedBy).not.toBeNull()
    const isOwn = [declaredBy.accountId, world.trainee.accountId].some((hand) => String(hand) === String(decidedBy))
    expect(!isOwn || selfApproved).toBe(true)
  }
  // 6: every state is where its facts have led.
  for (const { _id, state } of made) {
    const moves = (await factsAbout(api, String(_id))).filter(({ from, to }) => to !== null && from !== to)
    expect(moves.at(-1)?.to).toBe(state)
    for (const [index, { from }] of moves.entries()) expect(from).toBe(moves[index - 1]?.to ?? null)
  }
  // 5: no number was given twice, and each that ever was answers.
  const issued = (await world.as('person').certificates.mine({ query: { limit: 100 } })).data
  expect(new Set(issued.map(({ number }) => number)).size).toBe(issued.length)
  for (const { number, state } of issued) {
    const found = await api.as().certificates.verifyNumber({ body: { number, name: world.trainee.name } })
    expect(found.state, number).toBe(state)
  }
  // 1: the certificate that holds says what the records say, category by category.
  const traineeIds = [world.trainee.traineeId]
  await answered(world.as('clerk').certificates.recount({ body: { year: YEAR, traineeIds } }))
  const certificate = await certificateOf(world)
  const live = made.filter(({ state }) => state === 'recognized').length
  if (!certificate) return live
  expect(certificate.isOutdated).toBe(false)
  const counted = records.filter(({ state, year }) => state === 'recognized' && year === YEAR)
  for (const { category, creditHourTenths } of certificate.sums) {
    const own = counted.filter((one) => one.category === category)
    expect(creditHourTenths).toBe(own.reduce((sum, { certifiedTenths }) => sum + (certifiedTenths ?? 0), 0))
  }
  return live
}

it('holds what must hold of hours, whoever declares, decides, corrects and revokes at once', {
  timeout: 180_000,
}, async () => {
  let recognized = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 10, maxLength: 24, size: 'max' }),
      async (rounds) => {
        const world = await newWorld()
        for (const round of rounds) await Promise.all(round.map((one) => answered(take(world, one))))
        recognized += await expectInvariants(world)
      },
    ),
    { numRuns: RUNS },
  )
  expect(recognized).toBeGreaterThan(0)
})
