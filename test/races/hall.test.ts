import { markModel } from '@jijiao/api/features/attendance'
import type { MarkState } from '@jijiao/shared/attendance'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { openRollCall, scan } from '../support/attendance'
import { factsAbout } from '../support/facts'

const HALL = 500

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

it('makes 500 marks of 500 trainees at once, whatever the operator marks and corrects meanwhile', async () => {
  const hall = await openRollCall(api, HALL)
  const params = { sessionId: hall.sessionId }
  const code = hall.code()
  const operator = api.as(hall.operator).attendance
  const byHand = hall.trainees.filter((_, index) => index % 10 === 0)
  const markByHand = async (from: number) => {
    const rows = byHand
      .slice(from, from + 10)
      .map(({ traineeId }) => ({ traineeId, state: 'present' as const, version: 0 }))
    await operator.mark({ params, body: { marks: rows } })
    const corrections = rows.map((row) => ({ ...row, state: 'late' as const, version: 1 }))
    await operator.mark({ params, body: { marks: corrections, reason: '核对签到表' } })
  }
  await Promise.all([
    ...hall.trainees.map((trainee) => scan(api, trainee, code)),
    ...[0, 10, 20, 30, 40].map(markByHand),
  ])
  const marks = await markModel(api.app.deps.db).find({ sessionId: hall.sessionId }).lean()
  expect(marks).toHaveLength(HALL)
  expect(new Set(marks.map(({ traineeId }) => String(traineeId))).size).toBe(HALL)
  const { counts } = await operator.getSession({ params })
  expect(counts.present + counts.late).toBe(HALL)
}, 120_000)

/** Invariant 3 of the domain: at most one mark for each person and session, whatever the interleaving. */
it('never makes two marks of one person, in any interleaving of scans, late arrivals, marks and corrections', async () => {
  const hall = await openRollCall(api, 3)
  const params = { sessionId: hall.sessionId }
  const operator = () => api.as(hall.operator).attendance
  const state = fc.constantFrom<MarkState>('present', 'late', 'leave', 'absent')
  const who = fc.nat({ max: 2 })
  const action = fc.oneof(
    fc.record({ do: fc.constant('scan' as const), who }),
    fc.record({ do: fc.constant('kept' as const), who, minutes: fc.nat({ max: 60 }) }),
    fc.record({ do: fc.constant('mark' as const), who, state, version: fc.nat({ max: 3 }) }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(action, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
      async (rounds) => {
        for (const round of rounds) {
          await Promise.allSettled(
            round.map((step) => {
              const trainee = hall.trainees[step.who]
              if (!trainee) throw new Error('no such trainee')
              if (step.do === 'scan') return scan(api, trainee, hall.code())
              if (step.do === 'kept')
                return scan(api, trainee, hall.code(api.clock.now() - step.minutes * 60_000), true)
              const { traineeId } = trainee
              const marks = [{ traineeId, state: step.state, version: step.version }]
              return operator().mark({ params, body: { marks, reason: '核对' } })
            }),
          )
        }
        const marks = await markModel(api.app.deps.db).find({ sessionId: hall.sessionId }).lean()
        const trainees = marks.map(({ traineeId }) => String(traineeId))
        expect(new Set(trainees).size).toBe(trainees.length)
        for (const mark of marks) {
          // What is not sealed yet is with the mark; a fact for each version, the last one telling the state.
          const unsealed = mark.facts.at(-1)
          if (unsealed) expect(unsealed.to).toBe(mark.state)
        }
      },
    ),
    { numRuns: 15 },
  )
}, 120_000)

it('tells in the log what a mark was before and after, however scans and corrections meet', async () => {
  const hall = await openRollCall(api, 40)
  const params = { sessionId: hall.sessionId }
  const operator = api.as(hall.operator).attendance
  const mark = (state: MarkState, version: number, reason?: string) =>
    operator.mark({
      params,
      body: { marks: hall.trainees.map(({ traineeId }) => ({ traineeId, state, version })), reason },
    })
  await mark('absent', 0)
  const code = hall.code()
  const scans = hall.trainees.map((trainee) => scan(api, trainee, code))
  await Promise.allSettled([...scans.slice(0, 20), mark('leave', 1, '核对'), ...scans.slice(20)])
  const Marks = markModel(api.app.deps.db)
  await expect.poll(() => Marks.countDocuments({ hasUnsealedFacts: true }), { timeout: 20_000 }).toBe(0)
  const marks = await Marks.find({ sessionId: hall.sessionId }).lean()
  expect(marks).toHaveLength(hall.trainees.length)
  for (const { _id, state } of marks) {
    const told = (await factsAbout(api, String(_id))).map(({ from, to }) => ({ from, to }))
    expect(told.map(({ from }) => from)).toEqual([null, ...told.slice(0, -1).map(({ to }) => to)])
    expect(told.at(-1)?.to).toBe(state)
  }
}, 60_000)
