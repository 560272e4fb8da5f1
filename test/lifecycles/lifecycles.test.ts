import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Thing } from '../policies/thing'
import { makeThing, statesOf } from '../policies/things'
import { buildWorld, type World } from '../policies/world'
import { startTestApi, type TestApi } from '../support/api'
import { factsAbout } from '../support/facts'
import { type Act, type Lifecycle, outcomeOf } from './move'
import { LIFECYCLES } from './table'

/**
 * Every lifecycle × state × action against the real API: what the table allows leads where the table says, everything
 * else is refused and changes nothing; and of two who move the same thing at once one is heard, with one fact.
 */
const shared = fileURLToPath(new URL('../../shared/src', import.meta.url))

/** Some machines are busy. */
const LIMIT_MS = 180_000

let api: TestApi
let world: World
beforeAll(async () => {
  api = await startTestApi({ limits: { ofAccount: async () => undefined, ofAddress: async () => undefined } })
  world = await buildWorld(api)
}, LIMIT_MS)
afterAll(() => api.stop())
/** One person goes through all of it: what the case before has left behind is cleared away. */
beforeEach(async () => {
  const traineeId = new Types.ObjectId(world.trainee.traineeId)
  const { db } = api.app.deps
  await db.collection('creditRecords').deleteMany({ courseName: /^(工程伦理|批量课程)/ })
  const _id = new Types.ObjectId(world.trainee.affiliationId)
  await db.collection('affiliations').deleteMany({ traineeId, _id: { $ne: _id } })
  await db.collection('disputes').deleteMany({ traineeId })
  await world.settle()
})

const text = (of: string | readonly string[] | null) => (of === null ? 'gone' : [of].flat().join(' or '))

async function stateOf({ collection }: Lifecycle, id: string): Promise<string | null> {
  const found = await api.app.deps.db.collection(collection).findOne({ _id: new Types.ObjectId(id) })
  return found && String(found.state)
}

function moveOf({ table, moves, on }: Lifecycle, action: string) {
  const [move, transition] = [moves[action], table[action]]
  if (!move || !transition) throw new Error(`${action} has no move`)
  return { ...move, ...transition, on: move.on ?? on }
}

it('has every lifecycle that there is', () => {
  const files = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const named = files.flatMap((file) =>
    [...readFileSync(join(shared, file), 'utf8').matchAll(/export const (\w*(?:LIFECYCLE|Lifecycle))\b/g)].map(
      ([, name]) => String(name),
    ),
  )
  expect(Object.keys(LIFECYCLES).toSorted()).toEqual(named.toSorted())
})

describe.each(Object.entries(LIFECYCLES))('%s', { timeout: LIMIT_MS }, (_, of) => {
  const actions = Object.keys(of.table)
  const cases = actions.flatMap((action) => {
    const { on, from, to } = moveOf(of, action)
    return statesOf(on).map((state) => {
      const isAllowed = from.includes(state)
      return { action, state, isAllowed, leads: isAllowed ? text(to) : 'nowhere' }
    })
  })

  it('has a move for every action', () => {
    expect(Object.keys(of.moves).toSorted()).toEqual(actions.toSorted())
  })

  it.each(cases)('$action of what is $state leads $leads', async ({ action, state, isAllowed }) => {
    const { act, on, to, isConsequence } = moveOf(of, action)
    const thing = await makeThing(world, on, state)
    expect(await stateOf(of, thing.id)).toBe(state)
    const { status, code } = await outcomeOf(act(world, thing))
    const now = await stateOf(of, thing.id)
    if (isAllowed) {
      expect(code).toBe('done')
      expect(to === null ? [null] : [to].flat()).toContain(now)
    } else {
      expect(now).toBe(state)
      // What somebody does not see in this state is absent to them.
      if (!isConsequence) expect([404, 409], code).toContain(status)
    }
  })

  const raced = actions.filter((action) => !moveOf(of, action).isConsequence).map((action) => [action, action] as const)
  const decisions = of.decisions ?? []
  const opposed = decisions.flatMap((one, at) => decisions.slice(at + 1).map((other) => [one, other] as const))

  it.each([...raced, ...opposed])('%s and %s at once: one is heard, with one fact', async (one, other) => {
    const [first, second] = [moveOf(of, one), moveOf(of, other)]
    const state = first.from.find((from) => second.from.includes(from)) ?? expect.fail('they never meet')
    const thing = await makeThing(world, first.on, state)
    const before = await movesOf(thing)
    const outcomes = await race(thing, [first.act, second.act])
    expect(outcomes.filter(({ code }) => code === 'done')).toHaveLength(1)
    for (const { status, code } of outcomes) if (code !== 'done') expect([404, 409], code).toContain(status)
    expect((await movesOf(thing)) - before).toBe(first.isToldOfAnother ? 0 : 1)
  })
})

const race = (thing: Thing, acts: readonly Act[]) => Promise.all(acts.map((act) => outcomeOf(act(world, thing))))

/** What is said of the thing itself; that its files were claimed, say, is another thing's fact. */
const movesOf = async ({ id }: Thing) => (await factsAbout(api, id)).length
