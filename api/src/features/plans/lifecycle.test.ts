import { PLAN_LIFECYCLE, PLAN_STATES, type PlanAction, type PlanState } from '@jijiao/shared/plans'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factsAbout } from '../../../../test/support/facts'
import { type PlanWorld, planWorld, submittedPlan } from '../../../../test/support/plans'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let world: PlanWorld
beforeAll(async () => {
  api = await startTestApi()
  world = await planWorld(api)
})
afterAll(() => api.stop())

const DECISIONS = { returned: 'return', approved: 'approve', rejected: 'reject' } as const

async function planIn(state: PlanState): Promise<{ id: string; version: number }> {
  if (state === 'draft') return world.operator.plans.create({ body: world.aPlan })
  const { id, version } = await submittedPlan(world)
  if (state === 'submitted') return { id, version }
  const body = { version, decision: DECISIONS[state], opinion: '意见' }
  return world.reviewer.plans.decide({ params: { planId: id }, body })
}

function act(action: PlanAction, { id, version }: { id: string; version: number }): Promise<unknown> {
  const { operator, reviewer, aPlan } = world
  const params = { planId: id }
  switch (action) {
    case 'edit':
      return operator.plans.edit({ params, body: { ...aPlan, version } })
    case 'remove':
      return operator.plans.remove({ params })
    case 'submit':
      return operator.plans.submit({ params, body: { version } })
    case 'withdraw':
      return operator.plans.withdraw({ params, body: { version } })
    default:
      return reviewer.plans.decide({ params, body: { version, decision: action, opinion: '意见' } })
  }
}

const REFUSALS = {
  edit: 'plan_locked',
  remove: 'plan_not_draft',
  submit: 'plan_locked',
  withdraw: 'plan_not_submitted',
  approve: 'plan_not_submitted',
  return: 'plan_not_submitted',
  reject: 'plan_not_submitted',
} as const satisfies Record<PlanAction, string>

/** Where an action leads that the table allows; a first submission withdrawn is a draft again. */
const AFTER: Readonly<Record<PlanAction, (state: PlanState) => PlanState | null>> = {
  edit: (state) => state,
  remove: () => null,
  submit: () => 'submitted',
  withdraw: () => 'draft',
  approve: () => 'approved',
  return: () => 'returned',
  reject: () => 'rejected',
}

const cases = PLAN_STATES.flatMap((state) =>
  (Object.keys(PLAN_LIFECYCLE) as PlanAction[]).map((action) => {
    const { from, by } = PLAN_LIFECYCLE[action]
    const isAllowed = (from as readonly PlanState[]).includes(state)
    const refused = by.side === 'reviewer' && state === 'draft' ? 'not_found' : REFUSALS[action]
    return { state, action, side: by.side, outcome: isAllowed ? AFTER[action](state) : refused, isAllowed }
  }),
)

describe('the lifecycle of a plan', () => {
  it.each(cases)('$state: $action → $outcome', async ({ state, action, side, outcome, isAllowed }) => {
    const plan = await planIn(state)
    const params = { planId: plan.id }
    const client = side === 'unit' ? world.operator : world.reviewer
    if (outcome !== 'not_found') {
      expect((await client.plans.get({ params })).abilities[action]).toBe(isAllowed)
    }
    const before = (await factsAbout(api, plan.id)).length
    if (!isAllowed) {
      expect((await refusal(act(action, plan))).code).toBe(outcome)
      const now = await world.operator.plans.get({ params })
      expect([now.state, now.version]).toEqual([state, plan.version])
      expect(await factsAbout(api, plan.id)).toHaveLength(before)
      return
    }
    await act(action, plan)
    const facts = await factsAbout(api, plan.id)
    expect(facts).toHaveLength(before + 1)
    expect(facts.at(-1)).toMatchObject({ from: state, to: outcome })
    if (outcome === null) expect((await refusal(world.operator.plans.get({ params }))).code).toBe('not_found')
    else expect((await world.operator.plans.get({ params })).state).toBe(outcome)
  })

  it('leads nowhere that the table does not name', () => {
    for (const { state, action, isAllowed } of cases) {
      const { to } = PLAN_LIFECYCLE[action]
      if (isAllowed && to) expect(to).toContain(AFTER[action](state))
    }
  })
})

describe('two at once', () => {
  const pairs: readonly (readonly [PlanState, PlanAction, PlanAction])[] = [
    ['draft', 'submit', 'submit'],
    ['draft', 'submit', 'edit'],
    ['draft', 'submit', 'remove'],
    ['submitted', 'withdraw', 'approve'],
    ['submitted', 'approve', 'approve'],
    ['submitted', 'approve', 'return'],
    ['submitted', 'return', 'reject'],
  ]
  it.each(pairs)('%s: of %s and %s one happens and the other is told', async (state, one, other) => {
    const plan = await planIn(state)
    const before = (await factsAbout(api, plan.id)).length
    const both = await Promise.allSettled([act(one, plan), act(other, plan)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((result) => result.status === 'rejected')
    expect([404, 409]).toContain(lost?.reason.problem.status)
    expect(await factsAbout(api, plan.id)).toHaveLength(before + 1)
    const classes = await world.operator.classes.list({ query: { limit: 100 } })
    const made = classes.data.filter((trainingClass) => trainingClass.plan?.id === plan.id)
    const isApproved = (await factsAbout(api, plan.id)).some(({ what }) => what === 'PlanApproved')
    expect(made).toHaveLength(isApproved ? 1 : 0)
  })
})
