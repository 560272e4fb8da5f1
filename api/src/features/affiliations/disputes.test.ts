import {
  DISPUTE_ANSWER_DAYS,
  DISPUTE_DECISIONS,
  DISPUTE_LIFECYCLE,
  DISPUTE_STATES,
  type DisputeState,
  TRANSFER_OBJECTION_DAYS,
} from '@jijiao/shared/affiliations'
import { maskResidentId } from '@jijiao/shared/identifiers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken } from '../../../../test/support/attendance'
import { addConfirmedTrainees, addTrainees, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

const DAY_MS = 24 * 60 * 60 * 1_000

let api: TestApi
type Body = Awaited<ReturnType<typeof body>>
let unit: Body
let authority: Body
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  unit = await body()
  authority = await body({ kind: 'hrAuthority', regionCode: '441900' })
})

/** An organization with an operator; the client's token is fresh at each use, however far the clock was moved. */
async function body(overrides: Parameters<typeof createUnitWithOperator>[1] = {}) {
  const { unit: made, token } = await createUnitWithOperator(api, overrides)
  const actor = api.app.deps.tokens.verify(token)
  return {
    unit: made,
    get client() {
      return api.as(api.app.deps.tokens.sign(actor))
    },
  }
}

const as = (trainee: TestTrainee) => api.as(freshToken(api, trainee))

async function somebody(): Promise<TestTrainee> {
  const [trainee] = await addTrainees(api, 1)
  if (!trainee) throw new Error('no trainee')
  return trainee
}

/** The unit adds somebody who knows nothing of it. */
async function added(by = unit) {
  const trainee = await somebody()
  const { name, residentId } = trainee
  const { affiliationId } = await by.client.trainees.add({ body: { name, residentId, education: '21' } })
  return { trainee, affiliationId, params: { affiliationId } }
}

const reason = '我从未在这个单位工作过'

async function disputed() {
  const { trainee, params } = await added()
  const dispute = await as(trainee).affiliations.dispute({ params, body: { reason } })
  return { trainee, dispute, params: { disputeId: dispute.id }, affiliationId: params.affiliationId }
}

const messagesOf = async (client: ReturnType<TestApi['as']>) =>
  (await client.messages.list()).data.map(({ body }) => body)

const decision = (kind: 'uphold' | 'dismiss', opinion = '已核对劳动合同') => ({ decision: kind, opinion })
const stateOf = async (trainee: TestTrainee) => (await as(trainee).affiliations.mine()).data[0]

describe('a person whom a unit added', () => {
  it('disputes it once, with a reason, and the unit reads it', async () => {
    const { trainee, params } = await added()
    expect((await stateOf(trainee))?.abilities).toEqual({ withdraw: false, leave: true, dispute: true })
    expect((await refusal(as(trainee).affiliations.dispute({ params, body: { reason: ' ' } }))).errors).toEqual([
      { pointer: '#/reason', detail: '请说明理由' },
    ])
    const both = await Promise.allSettled(
      [1, 2].map(() => as(trainee).affiliations.dispute({ params, body: { reason } })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'dispute_exists' })
    expect(await stateOf(trainee)).toMatchObject({ dispute: { state: 'open' }, abilities: { dispute: false } })
    const [seen] = (await unit.client.affiliations.disputes()).data
    expect(seen).toMatchObject({ kind: 'binding', state: 'open', reason, abilities: { uphold: true, escalate: false } })
    expect(seen?.trainee.residentId).toBe(maskResidentId(trainee.residentId))
    expect((await authority.client.affiliations.disputes()).data).toEqual([])
  })

  it('does not dispute what was asked for, or is not there', async () => {
    const [asker] = await addConfirmedTrainees(api, unit.unit, 1)
    if (!asker) throw new Error('no trainee')
    const mine = await stateOf(asker)
    const params = { affiliationId: mine?.id ?? '' }
    const call = { params, body: { reason } }
    expect((await refusal(as(asker).affiliations.dispute(call))).code).toBe('not_disputable')
    expect((await refusal(as(await somebody()).affiliations.dispute(call))).code).toBe('not_found')
    expect((await refusal(api.as().affiliations.dispute(call))).code).toBe('not_signed_in')
  })

  it('is free when the unit upholds it, and the history says so', async () => {
    const { trainee, dispute, params, affiliationId } = await disputed()
    const upheld = await unit.client.affiliations.decideDispute({ params, body: decision('uphold', '录入错误') })
    expect(upheld).toMatchObject({ state: 'upheld', opinion: '录入错误', abilities: { uphold: false } })
    expect(await stateOf(trainee)).toMatchObject({ state: 'ended', endedBy: 'uphold', reason: '录入错误' })
    expect((await unit.client.affiliations.trainees()).data).toEqual([])
    expect(await factNamesAbout(api, dispute.id)).toEqual(['DisputeOpened', 'DisputeUpheld'])
    expect(await factNamesAbout(api, affiliationId)).toEqual(['TraineeAdded', 'AffiliationEnded'])
  })

  it('goes to the HR authority after a dismissal, once, and its word is final', async () => {
    const { trainee, params } = await disputed()
    await unit.client.affiliations.decideDispute({ params, body: decision('dismiss') })
    expect((await stateOf(trainee))?.state).toBe('active')
    const [mine] = (await as(trainee).affiliations.myDisputes()).data
    expect(mine).toMatchObject({ state: 'dismissed', opinion: '已核对劳动合同', abilities: { escalate: true } })
    await as(trainee).affiliations.escalateDispute({ params })
    expect((await refusal(unit.client.affiliations.decideDispute({ params, body: decision('uphold') }))).code).toBe(
      'not_allowed',
    )
    expect((await authority.client.affiliations.disputes()).data).toMatchObject([{ state: 'escalated' }])
    const elsewhere = await body({ kind: 'hrAuthority', regionCode: '442000' })
    const theirs = elsewhere.client.affiliations.decideDispute({ params, body: decision('uphold') })
    expect((await refusal(theirs)).code).toBe('not_found')
    await authority.client.affiliations.decideDispute({ params, body: decision('dismiss') })
    expect((await refusal(as(trainee).affiliations.escalateDispute({ params }))).code).toBe('state_conflict')
    expect((await stateOf(trainee))?.state).toBe('active')
  })

  it('goes there also when the unit does not answer for seven days, not before', async () => {
    const { trainee, params } = await disputed()
    expect((await refusal(as(trainee).affiliations.escalateDispute({ params }))).code).toBe('dispute_waits')
    api.clock.advance(DISPUTE_ANSWER_DAYS * DAY_MS)
    expect(await as(trainee).affiliations.escalateDispute({ params })).toMatchObject({ state: 'escalated' })
    const upheld = await authority.client.affiliations.decideDispute({ params, body: decision('uphold') })
    expect(upheld.state).toBe('upheld')
    expect(await stateOf(trainee)).toMatchObject({ state: 'ended', endedBy: 'uphold' })
  })

  it('may take it back and dispute again', async () => {
    const { trainee, params, affiliationId } = await disputed()
    await as(trainee).affiliations.withdrawDispute({ params })
    expect(await stateOf(trainee)).toMatchObject({ dispute: null, abilities: { dispute: true } })
    expect((await refusal(as(trainee).affiliations.withdrawDispute({ params }))).code).toBe('state_conflict')
    await as(trainee).affiliations.dispute({ params: { affiliationId }, body: { reason } })
  })

  it.each([
    ['the unit unbinds', 'upheld'],
    ['the person leaves', 'withdrawn'],
  ] as const)('has it settled when %s', async (how, state) => {
    const { trainee, affiliationId } = await disputed()
    const call = { params: { affiliationId }, body: {} }
    await (how === 'the person leaves' ? as(trainee).affiliations.leave(call) : unit.client.affiliations.end(call))
    expect((await as(trainee).affiliations.myDisputes()).data).toMatchObject([{ state }])
  })
})

describe('deciding a dispute', () => {
  it('is for the grant, not for the person concerned, and for nobody else', async () => {
    const { trainee, params } = await disputed()
    const call = { params, body: decision('uphold') }
    const stranger = await body()
    expect((await refusal(stranger.client.affiliations.decideDispute(call))).code).toBe('not_found')
    expect((await refusal(as(trainee).affiliations.decideDispute(call))).code).toBe('organization_required')
    expect((await refusal(api.as().affiliations.decideDispute(call))).code).toBe('not_signed_in')
    const clerk = api.as(await actFor(api, await registerPerson(api), unit.unit, ['operate']))
    expect((await refusal(clerk.affiliations.decideDispute(call))).code).toBe('not_allowed')
    expect((await refusal(unit.client.affiliations.decideDispute({ params, body: decision('uphold', '') }))).code).toBe(
      'invalid_input',
    )
    const self = await registerPerson(api)
    const { name, residentId } = self
    const { affiliationId } = await unit.client.trainees.add({ body: { name, residentId, education: '21' } })
    const own = await api.as(self.token).affiliations.dispute({ params: { affiliationId }, body: { reason } })
    const acting = api.as(await actFor(api, self, unit.unit))
    const deciding = acting.affiliations.decideDispute({ params: { disputeId: own.id }, body: decision('dismiss') })
    expect((await refusal(deciding)).code).toBe('own_submission')
  })

  it('lets one of two win and records one decision', async () => {
    const { dispute, params, trainee } = await disputed()
    const both = await Promise.allSettled(
      DISPUTE_DECISIONS.map((kind) => unit.client.affiliations.decideDispute({ params, body: decision(kind) })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const won = both.find((result) => result.status === 'fulfilled')
    expect(await factNamesAbout(api, dispute.id)).toHaveLength(2)
    expect((await stateOf(trainee))?.state).toBe(won?.value.state === 'upheld' ? 'ended' : 'active')
  })

  /** Brings a dispute into a state the way people do. */
  async function disputeIn(state: DisputeState) {
    const made = await disputed()
    const { trainee, params } = made
    if (state === 'escalated' || state === 'dismissed') {
      await unit.client.affiliations.decideDispute({ params, body: decision('dismiss') })
    }
    if (state === 'escalated') await as(trainee).affiliations.escalateDispute({ params })
    if (state === 'upheld') await unit.client.affiliations.decideDispute({ params, body: decision('uphold') })
    if (state === 'withdrawn') await as(trainee).affiliations.withdrawDispute({ params })
    return made
  }

  const ACTIONS = Object.keys(DISPUTE_LIFECYCLE) as (keyof typeof DISPUTE_LIFECYCLE)[]
  const cases = DISPUTE_STATES.flatMap((state) => ACTIONS.map((action) => [state, action] as const))

  it.each(cases)('from %s, %s follows the lifecycle', async (state, action) => {
    const { trainee, params } = await disputeIn(state)
    if (state === 'open' && action === 'escalate') api.clock.advance(DISPUTE_ANSWER_DAYS * DAY_MS)
    const decider = state === 'escalated' ? authority : unit
    const act = {
      uphold: () => decider.client.affiliations.decideDispute({ params, body: decision('uphold') }),
      dismiss: () => decider.client.affiliations.decideDispute({ params, body: decision('dismiss') }),
      escalate: () => as(trainee).affiliations.escalateDispute({ params }),
      withdraw: () => as(trainee).affiliations.withdrawDispute({ params }),
    }[action]
    const { from, to } = DISPUTE_LIFECYCLE[action]
    const outcome = await act().then(
      (view) => view.state,
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe((from as readonly DisputeState[]).includes(state) ? to : 'state_conflict')
  })
})

/** Somebody bound to the unit who asks another to change to it. */
async function moving() {
  const [trainee] = await addConfirmedTrainees(api, unit.unit, 1)
  if (!trainee) throw new Error('no trainee')
  const next = await body()
  const asked = await as(trainee).affiliations.ask({ body: { organizationId: next.unit.id, isTransfer: true } })
  const confirm = () => next.client.affiliations.decide({ body: { ids: [asked.id], decision: 'confirm' } })
  return { trainee, next, asked, confirm }
}

describe('changing unit', () => {
  it('is asked for in so many words', async () => {
    const [trainee] = await addConfirmedTrainees(api, unit.unit, 1)
    if (!trainee) throw new Error('no trainee')
    const next = await body()
    const call = as(trainee).affiliations.ask({ body: { organizationId: next.unit.id } })
    expect((await refusal(call)).code).toBe('transfer_unconfirmed')
    const back = as(trainee).affiliations.ask({ body: { organizationId: unit.unit.id, isTransfer: true } })
    expect((await refusal(back)).code).toBe('already_affiliated')
  })

  it('ends the one binding and begins the other in one step, and the former unit sees it', async () => {
    const { trainee, next, asked, confirm } = await moving()
    const [request] = (await next.client.affiliations.requests()).data
    expect(request).toMatchObject({ id: asked.id, isTransfer: true })
    expect((await confirm()).results).toEqual([{ id: asked.id, outcome: 'done' }])
    const [now, before] = (await as(trainee).affiliations.mine()).data
    expect(now).toMatchObject({ state: 'active', isTransfer: true, organization: { id: next.unit.id } })
    expect(before).toMatchObject({ state: 'ended', endedBy: 'transfer', organization: { id: unit.unit.id } })
    expect((await unit.client.affiliations.trainees()).data).toEqual([])
    expect(await messagesOf(unit.client)).toEqual([`${trainee.name}已更换单位，如有异议请在十五天内提出。`])
    expect(await messagesOf(as(trainee))).toContain(`${next.unit.name}已确认您的绑定。`)
    const [gone] = (await unit.client.affiliations.requests({ query: { state: 'ended' } })).data
    expect(gone).toMatchObject({ endedBy: 'transfer', abilities: { object: true } })
    expect(JSON.stringify(gone)).not.toContain(next.unit.name)
    expect(await factNamesAbout(api, before?.id ?? '')).toContain('TraineeTransferred')
  })

  it('happens once, whoever confirms or unbinds at the same moment', async () => {
    const { trainee, asked, confirm } = await moving()
    const former = (await as(trainee).affiliations.mine()).data.find(({ state }) => state === 'active')
    const ending = { params: { affiliationId: former?.id ?? '' }, body: {} }
    const [one, other] = await Promise.all([confirm(), confirm()])
    const outcomes = [one, other].map(({ results }) => results[0]?.outcome)
    expect(outcomes).toEqual(expect.arrayContaining(['done', 'refused']))
    expect((await refusal(unit.client.affiliations.end(ending))).code).toBe('state_conflict')
    const active = (await as(trainee).affiliations.mine()).data.filter(({ state }) => state === 'active')
    expect(active.map(({ id }) => id)).toEqual([asked.id])
  })

  it('is undone when the authority upholds the objection of the former unit', async () => {
    const { trainee, next, confirm } = await moving()
    await confirm()
    const [gone] = (await unit.client.affiliations.requests({ query: { state: 'ended' } })).data
    const params = { affiliationId: gone?.id ?? '' }
    const objection = { params, body: { reason: '服务期未满' } }
    expect((await refusal(next.client.affiliations.object(objection))).code).toBe('not_found')
    const clerk = api.as(await actFor(api, await registerPerson(api), unit.unit, ['operate']))
    expect((await refusal(clerk.affiliations.object(objection))).code).toBe('not_allowed')
    const objected = await unit.client.affiliations.object(objection)
    expect(objected).toMatchObject({ kind: 'transfer', state: 'escalated', organization: null })
    expect((await refusal(unit.client.affiliations.object(objection))).code).toBe('dispute_exists')
    const escalated = (await authority.client.affiliations.disputes({ query: { limit: 100 } })).data
    const waiting = escalated.find(({ id }) => id === objected.id)
    expect(waiting).toMatchObject({ objector: { id: unit.unit.id }, organization: { id: next.unit.id } })
    const call = { params: { disputeId: objected.id }, body: decision('uphold', '协议约定服务期至年底') }
    await authority.client.affiliations.decideDispute(call)
    const outcome = `${authority.unit.name}处理了您的异议：异议成立，协议约定服务期至年底。`
    expect((await messagesOf(as(trainee)))[0]).toBe(outcome)
    expect((await messagesOf(unit.client))[0]).toBe(outcome)
    const [restored, ended] = (await as(trainee).affiliations.mine()).data
    expect(restored).toMatchObject({ state: 'active', origin: 'restored', organization: { id: unit.unit.id } })
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'uphold', organization: { id: next.unit.id } })
    expect((await unit.client.affiliations.trainees()).data).toMatchObject([{ id: trainee.traineeId }])
  })

  it('can be objected to for fifteen days, and as long as the person is at the new unit', async () => {
    const late = await moving()
    await late.confirm()
    const [gone] = (await unit.client.affiliations.requests({ query: { state: 'ended' } })).data
    const objection = { params: { affiliationId: gone?.id ?? '' }, body: { reason: '服务期未满' } }
    const [now] = (await as(late.trainee).affiliations.mine()).data
    await as(late.trainee).affiliations.leave({ params: { affiliationId: now?.id ?? '' }, body: {} })
    expect((await refusal(unit.client.affiliations.object(objection))).code).toBe('not_disputable')
    api.clock.advance(TRANSFER_OBJECTION_DAYS * DAY_MS + 1)
    const [too] = (await unit.client.affiliations.requests({ query: { state: 'ended' } })).data
    expect(too?.abilities.object).toBe(false)
  })
})

describe('leaving a unit', () => {
  it('ends the binding for the person alone, once', async () => {
    const [trainee] = await addConfirmedTrainees(api, unit.unit, 1)
    if (!trainee) throw new Error('no trainee')
    const mine = await stateOf(trainee)
    const call = { params: { affiliationId: mine?.id ?? '' }, body: { reason: '已退休' } }
    expect((await refusal(as(await somebody()).affiliations.leave(call))).code).toBe('not_found')
    expect((await refusal(api.as().affiliations.leave(call))).code).toBe('not_signed_in')
    expect(await as(trainee).affiliations.leave(call)).toMatchObject({
      state: 'ended',
      endedBy: 'leave',
      reason: '已退休',
    })
    expect((await refusal(as(trainee).affiliations.leave(call))).code).toBe('state_conflict')
    expect((await unit.client.affiliations.trainees()).data).toEqual([])
    expect((await as(trainee).affiliations.profile()).abilities.ask).toBe(true)
  })
})
