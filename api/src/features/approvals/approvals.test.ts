import type { ApprovalItem, ApprovalKind } from '@jijiao/shared/approvals'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken, openRollCall, scan } from '../../../../test/support/attendance'
import { addConfirmedTrainees, addTrainees, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { createUnit, createUnitWithOperator } from '../../../../test/support/people'
import { planWorld, submittedPlan } from '../../../../test/support/plans'
import {
  draftedRecord,
  type RecordWorld,
  recognizedRecord,
  recordWorld,
  submittedByPerson,
} from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const absentId = 'f'.repeat(24)
const aDay = { startsOn: '2026-04-01', endsOn: '2026-04-01', days: 1, declaredTenths: 60 }

let api: TestApi
let world: RecordWorld
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  // Ten in the morning in China, so that minutes do not end the day.
  api.clock.set(Math.ceil(api.clock.now() / DAY) * DAY + 2 * 60 * MINUTE)
  world = await recordWorld(api)
})

type Client = ReturnType<TestApi['as']>
/** Whoever has the token, also when it has run out meanwhile. */
function lasting(token: string): () => Client {
  const actor = api.app.deps.tokens.verify(token)
  return () => api.as(api.app.deps.tokens.sign(actor))
}

/** Somebody without a unit, or with another one, asks to be bound to the unit. */
async function asks(name: string, trainee?: TestTrainee) {
  api.clock.advance(MINUTE)
  const [one = trainee] = trainee ? [trainee] : await addTrainees(api, 1, [name])
  if (!one) throw new Error('nobody asks')
  const body = { organizationId: world.unit.id, isTransfer: trainee !== undefined }
  const { id } = await api.as(one.token).affiliations.ask({ body })
  return { id, trainee: one }
}

/** Somebody whom the unit added disputes it. */
async function disputes() {
  const [trainee] = await addTrainees(api, 1, ['林不服'])
  if (!trainee) throw new Error('nobody disputes')
  const { name, residentId } = trainee
  const added = await world.chief.trainees.add({ body: { name, residentId, education: '21' } })
  api.clock.advance(MINUTE)
  const params = { affiliationId: added.affiliationId }
  return api.as(trainee.token).affiliations.dispute({ params, body: { reason: '我不在这个单位' } })
}

/** A request, a record, a change of unit and a dispute, in this order. */
async function fourThings() {
  const request = await asks('张先到')
  api.clock.advance(MINUTE)
  const record = await submittedByPerson(world)
  const [bound] = await addConfirmedTrainees(api, await createUnit(api), 1, ['赵转入'])
  const transfer = await asks('', bound)
  const dispute = await disputes()
  return { request, record, transfer, dispute }
}

const subjects = (items: readonly ApprovalItem[]) => items.map(({ kind, id }) => [kind, id])
const row = (kind: ApprovalKind, id: string) => ({ kind, id })
const refusedWith = (code: string) => ({ outcome: 'refused', problem: { code } })

describe('the to-do list', () => {
  it('shows everything that the operator may decide: conflicts first, then what waits longest', async () => {
    const { request, record, transfer, dispute } = await fourThings()
    const { data } = await world.chief.approvals.list()
    const order = [
      ['affiliationRequest', transfer.id],
      ['dispute', dispute.id],
      ['affiliationRequest', request.id],
      ['creditRecord', record.id],
    ]
    expect(subjects(data)).toEqual(order)
    expect(data.map(({ asker, hasConflict }) => [asker, hasConflict])).toEqual([
      ['赵转入', true],
      ['林不服', true],
      ['张先到', false],
      [world.trainee.name, false],
    ])
    expect(data[3]).toMatchObject({
      title: '“工程伦理”的继续教育记录',
      version: record.version,
      link: { page: 'record', params: { recordId: record.id } },
      decisions: ['approve', 'return', 'refuse'],
      abilities: { decide: true, handOver: true },
    })
    expect(JSON.stringify(data)).not.toContain(request.trainee.residentId)

    const paged: ApprovalItem[] = []
    let cursor: string | undefined
    do {
      const answer = await world.chief.approvals.list({ query: { limit: 1, ...(cursor && { cursor }) } })
      paged.push(...answer.data)
      cursor = answer.nextCursor ?? undefined
    } while (cursor)
    expect(subjects(paged)).toEqual(order)

    const { kinds } = await world.chief.approvals.counts()
    expect(Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]))).toEqual({
      affiliationRequest: 2,
      dispute: 1,
      leaveRequest: 0,
      lateScan: 0,
      recordConfirmation: 0,
      dataRequest: 0,
      creditRecord: 1,
      revocation: 0,
    })
    const ofOneKind = await world.chief.approvals.list({ query: { kind: 'dispute' } })
    expect(subjects(ofOneKind.data)).toEqual([['dispute', dispute.id]])
  })

  it('is empty for other units and for who may not decide, and refuses a foreign cursor', async () => {
    await asks('张先到')
    const other = api.as((await createUnitWithOperator(api)).token)
    expect((await other.approvals.list()).data).toEqual([])
    expect((await world.clerk.approvals.list()).data).toEqual([])
    expect((await refusal(api.as().approvals.list())).code).toBe('not_signed_in')
    const foreign = (await world.chief.affiliations.requests({ query: { limit: 1 } })).nextCursor ?? 'WyIxIiwiMiJd'
    expect((await refusal(world.chief.approvals.list({ query: { cursor: foreign } }))).code).toBe('invalid_input')
  })

  it('puts first what would be counted twice, and puts it back when nothing stands against it any more', async () => {
    const early = await submittedByPerson(world, {
      ...aDay,
      courseName: '安全生产',
    })
    api.clock.advance(MINUTE)
    const doubtful = await submittedByPerson(world)
    const order = async () =>
      (await world.chief.approvals.list({ query: { kind: 'creditRecord' } })).data.map(({ id, hasConflict }) => [
        id,
        hasConflict,
      ])
    expect(await order()).toEqual([
      [early.id, false],
      [doubtful.id, false],
    ])
    const counted = await recognizedRecord(world)
    await api.app.worker.runDue()
    api.clock.advance(2 * MINUTE)
    await api.app.worker.runDue()
    expect(await order()).toEqual([
      [doubtful.id, true],
      [early.id, false],
    ])
    const later = await submittedByPerson(world)
    expect((await order())[1]).toEqual([later.id, true])

    const params = { recordId: counted.id }
    const { version } = await world.clerk.creditRecords.get({ params })
    const asked = await world.clerk.creditRecords.askRevocation({ params, body: { version, reason: '重复登记' } })
    const revoking = { version: asked.version, decision: 'approve' as const, opinion: '属实' }
    await world.chief.creditRecords.decideRevocation({ params, body: revoking })
    api.clock.advance(2 * MINUTE)
    await api.app.worker.runDue()
    expect((await order()).map(([, hasConflict]) => hasConflict)).toEqual([false, false, false])
    const told = (await world.person.messages.list()).data.find(({ kind }) => kind === 'recordRevoked')
    expect(told?.body).toBe('“工程伦理”的 18 学时已撤销，原因：重复登记。')
  })

  it('puts first the plans whose teachers are wanted twice on the same days', async () => {
    const plans = await planWorld(api)
    const calm = await submittedPlan(plans)
    api.clock.advance(MINUTE)
    const twice = {
      ...plans.aPlan,
      name: '两个班同一位老师',
      classes: [plans.aClass, { ...plans.aClass, name: '第二期' }],
    }
    const draft = await plans.operator.plans.create({ body: twice })
    const params = { planId: draft.id }
    await plans.operator.plans.submit({ params, body: { version: draft.version } })
    const { data } = await plans.reviewer.approvals.list({ query: { kind: 'plan' } })
    expect(data.map(({ id, hasConflict }) => [id, hasConflict])).toEqual([
      [draft.id, true],
      [calm.id, false],
    ])
  })

  it('counts working days: what is not answered is overdue at last', async () => {
    await asks('张先到')
    const chief = lasting(world.tokens.chief)
    const [now] = (await world.chief.approvals.list()).data
    expect(now).toMatchObject({ isOverdue: false, waitingDays: 0 })
    api.clock.set(Date.parse(`${now?.dueOn}T15:59:00Z`))
    expect((await chief().approvals.list()).data[0]?.isOverdue).toBe(false)
    api.clock.advance(MINUTE)
    expect((await chief().approvals.list()).data[0]?.isOverdue).toBe(true)
    const { allowed, years } = await chief().approvals.calendar()
    expect(allowed).toContainEqual({ kind: 'affiliationRequest', workingDays: 5 })
    expect(years).toContain(2026)
  })

  it('has for authorities the plans of their step and the revocations that they are asked for', async () => {
    const plans = await planWorld(api)
    const plan = await submittedPlan(plans)
    const [item] = (await plans.reviewer.approvals.list()).data
    expect(item).toMatchObject({ kind: 'plan', id: plan.id, asker: plans.unit.name, version: plan.version })
    expect(subjects((await plans.hrReviewer.approvals.list()).data)).not.toContainEqual(['plan', plan.id])

    const record = await recognizedRecord(world)
    const params = { recordId: record.id }
    await world.chief.creditRecords.askRevocation({ params, body: { version: record.version, reason: '重复登记' } })
    const [own] = (await world.chief.approvals.list()).data
    expect(own).toMatchObject({ kind: 'revocation', id: record.id, hasConflict: true, decisions: [] })
    const [others] = (await world.second.approvals.list()).data
    expect(others).toMatchObject({ kind: 'revocation', asker: world.unit.name, decisions: ['approve', 'refuse'] })
  })
})

describe('what else waits', () => {
  it('is what the unit declared, for another of its operators to confirm', async () => {
    const draft = await draftedRecord(world)
    const { data } = await world.chief.approvals.list({ query: { kind: 'recordConfirmation' } })
    expect(data).toMatchObject([
      {
        id: draft.id,
        title: `${world.trainee.name}“工程伦理”的继续教育记录`,
        asker: world.people.clerk.name,
        decisions: ['approve'],
        version: draft.version,
      },
    ])
    const own = await draftedRecord({ clerk: world.chief, trainee: world.trainee }, { courseName: '质量管理' })
    const [, mine] = (await world.chief.approvals.list({ query: { kind: 'recordConfirmation' } })).data
    expect(mine).toMatchObject({ id: own.id, decisions: [], abilities: { decide: false } })
    await world.clerk.approvals.nudge({ body: row('recordConfirmation', draft.id) })
    expect((await refusal(world.second.approvals.nudge({ body: row('recordConfirmation', draft.id) }))).code).toBe(
      'not_found',
    )
    const rows = [row('recordConfirmation', draft.id), row('recordConfirmation', own.id)]
    const { results } = await world.chief.approvals.decide({ body: { decision: 'approve', rows } })
    expect(results).toMatchObject([{ outcome: 'done' }, refusedWith('own_declaration')])
    expect((await world.clerk.creditRecords.get({ params: { recordId: draft.id } })).state).toBe('recognized')
  })

  it('is a scan that was sent too late, told to the trainee either way', async () => {
    const hall = await openRollCall(api, 2)
    const [early, late] = hall.trainees
    const kept = hall.code()
    api.clock.advance(40 * MINUTE)
    const operator = () => api.as(hall.operator)
    const marks = await Promise.all([early, late].map((one) => scan(api, one ?? expect.fail(), kept, true)))
    const ids = marks.map(({ mark }) => mark.id)
    const { data } = await operator().approvals.list()
    expect(data.map(({ kind, id }) => [kind, id])).toEqual(ids.map((id) => ['lateScan', id]))
    expect(data[0]).toMatchObject({ asker: early?.name, link: { page: 'roll', params: { sessionId: hall.sessionId } } })
    const stranger = api.as((await createUnitWithOperator(api)).token)
    const [first = '', second = ''] = ids
    const accept = { decision: 'approve' as const, rows: [row('lateScan', first)] }
    expect((await stranger.approvals.decide({ body: accept })).results).toMatchObject([refusedWith('not_found')])
    const refuse = { decision: 'refuse' as const, reason: '当天不在场', rows: [row('lateScan', second)] }
    const both = await Promise.all([
      operator().approvals.decide({ body: accept }),
      operator().approvals.decide({ body: refuse }),
    ])
    expect(both.flatMap(({ results }) => results.map(({ outcome }) => outcome))).toEqual(['done', 'done'])
    expect((await operator().approvals.decide({ body: accept })).results).toMatchObject([refusedWith('state_conflict')])
    const told = async (one: TestTrainee | undefined) =>
      (await api.as(freshToken(api, one ?? expect.fail())).messages.list()).data[0]?.kind
    expect(await told(early)).toBe('lateScanAccepted')
    expect(await told(late)).toBe('lateScanRefused')
    expect((await operator().approvals.list()).data).toEqual([])
  })

  it('is for an HR authority the rule sets that nobody has vouched for, and claims on old units', async () => {
    const authority = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '440000' })
    const hr = api.as(authority.token)
    const { data } = await hr.approvals.list({ query: { kind: 'ruleSet' } })
    expect(data.length).toBeGreaterThan(0)
    const [first] = data
    expect(first).toMatchObject({ asker: '系统预置', decisions: ['approve'], hasConflict: false })
    const rows = [row('ruleSet', first?.id ?? '')]
    expect((await hr.approvals.decide({ body: { decision: 'approve', rows } })).results).toMatchObject([
      refusedWith('approval_reason_required'),
    ])
    const vouched = { decision: 'approve' as const, reason: '粤人社规〔2021〕1 号', rows }
    expect((await hr.approvals.decide({ body: vouched })).results).toMatchObject([{ outcome: 'done', kind: 'ruleSet' }])
    const key = first?.link.params.key ?? ''
    expect((await hr.ruleSets.get({ params: { key } })).confirmation?.evidence).toBe('粤人社规〔2021〕1 号')
    expect(subjects((await hr.approvals.list({ query: { kind: 'ruleSet' } })).data)).not.toContainEqual([
      'ruleSet',
      first?.id,
    ])
    expect((await world.chief.approvals.decide({ body: vouched })).results).toMatchObject([refusedWith('not_allowed')])
  })
})

describe('deciding in a batch', () => {
  it('takes a record and its revocation for two things, though they have one id', async () => {
    const record = await recognizedRecord(world)
    const params = { recordId: record.id }
    await world.clerk.creditRecords.askRevocation({ params, body: { version: record.version, reason: '重复登记' } })
    const rows = [row('creditRecord', record.id), row('revocation', record.id), row('creditRecord', record.id)]
    const { results } = await world.chief.approvals.decide({ body: { decision: 'approve', rows } })
    expect(results).toMatchObject([
      { kind: 'creditRecord', ...refusedWith('record_not_submitted') },
      { kind: 'revocation', outcome: 'done' },
    ])
  })

  it('goes by the rules of each kind, with a result for each row', async () => {
    const { request, record, transfer, dispute } = await fourThings()
    const plan = await submittedPlan(await planWorld(api))
    const rows = [
      row('affiliationRequest', transfer.id),
      row('dispute', dispute.id),
      { ...row('creditRecord', record.id), version: record.version + 1 },
      row('affiliationRequest', request.id),
      row('plan', plan.id),
      row('leaveRequest', absentId),
    ]
    const { results } = await world.chief.approvals.decide({ body: { decision: 'approve', rows } })
    expect(results).toMatchObject([
      { id: transfer.id, outcome: 'done' },
      refusedWith('approval_reason_required'),
      refusedWith('state_conflict'),
      { id: request.id, outcome: 'done' },
      refusedWith('not_allowed'),
      refusedWith('not_found'),
    ])
    expect(subjects((await world.chief.approvals.list()).data)).toEqual([
      ['dispute', dispute.id],
      ['creditRecord', record.id],
    ])
    const returned = {
      decision: 'return' as const,
      reason: '请补充材料',
      rows: rows.slice(1, 3).map(({ kind, id }) => row(kind, id)),
    }
    expect((await world.chief.approvals.decide({ body: returned })).results).toMatchObject([
      refusedWith('decision_not_offered'),
      { outcome: 'done' },
    ])
    expect((await world.person.creditRecords.mineOne({ params: { recordId: record.id } })).state).toBe('returned')
    const upheld = { decision: 'approve' as const, reason: '情况属实', rows: [row('dispute', dispute.id)] }
    expect((await world.chief.approvals.decide({ body: upheld })).results).toMatchObject([{ outcome: 'done' }])
    const silent = { decision: 'refuse' as const, rows: [row('dispute', dispute.id)] }
    expect((await refusal(world.chief.approvals.decide({ body: silent }))).errors).toMatchObject([
      { pointer: '#/reason' },
    ])
  })

  it('is refused for other units and without the grant', async () => {
    const { id } = await asks('张先到')
    const body = { decision: 'approve' as const, rows: [row('affiliationRequest', id)] }
    const other = api.as((await createUnitWithOperator(api)).token)
    expect((await other.approvals.decide({ body })).results).toMatchObject([refusedWith('not_found')])
    expect((await world.clerk.approvals.decide({ body })).results).toMatchObject([refusedWith('not_allowed')])
  })

  it('hears the first of two deciders', async () => {
    const { id, trainee } = await asks('张先到')
    const rows = [row('affiliationRequest', id)]
    const answers = await Promise.all([
      world.chief.approvals.decide({ body: { decision: 'approve', rows } }),
      world.second.approvals.decide({ body: { decision: 'refuse', reason: '不是本单位人员', rows } }),
    ])
    const outcomes = answers.map(({ results }) => results[0])
    expect(outcomes.filter((one) => one?.outcome === 'done')).toHaveLength(1)
    expect(outcomes).toContainEqual(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'state_conflict' }) }),
    )
    expect(await factNamesAbout(api, id)).toHaveLength(2)
    expect((await api.as(trainee.token).affiliations.mine()).data).toHaveLength(1)
  })
})

describe('a nudge', () => {
  it('reaches those who decide, once a day', async () => {
    const { id, trainee } = await asks('张先到')
    const body = row('affiliationRequest', id)
    const person = lasting(trainee.token)
    const nudge = () => person().approvals.nudge({ body })
    const twice = await Promise.allSettled([nudge(), nudge()])
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(nudge())).code).toBe('nudged_today')
    const told = async (client: Client) =>
      (await client.messages.list()).data.filter(({ kind }) => kind === 'approvalNudged')
    expect((await told(world.chief)).map((message) => message.body)).toEqual(['张先到提醒您办理：申请绑定本单位。'])
    expect(await told(world.second)).toHaveLength(1)
    expect(await told(world.clerk)).toEqual([])
    expect((await world.chief.approvals.list()).data[0]?.nudgedOn).not.toBeNull()
    api.clock.advance(DAY)
    await nudge()
    expect((await factNamesAbout(api, id)).filter((what) => what === 'ApprovalNudged')).toHaveLength(2)
  })

  it('is the asker’s alone, for as long as it waits', async () => {
    const { id } = await asks('张先到')
    const body = row('affiliationRequest', id)
    expect((await refusal(world.person.approvals.nudge({ body }))).code).toBe('not_found')
    expect((await refusal(world.chief.approvals.nudge({ body }))).code).toBe('not_found')
    expect((await refusal(api.as().approvals.nudge({ body }))).code).toBe('not_signed_in')
    const plans = await planWorld(api)
    const plan = await submittedPlan(plans)
    const ofPlan = { body: row('plan', plan.id) }
    await plans.operator.approvals.nudge(ofPlan)
    expect((await plans.reviewer.messages.list()).data[0]?.body).toContain(plans.aPlan.name)
    await plans.operator.plans.withdraw({ params: { planId: plan.id }, body: { version: plan.version } })
    expect((await refusal(plans.operator.approvals.nudge(ofPlan))).code).toBe('not_found')
  })
})

describe('handing over', () => {
  const colleague = async (name: string) => {
    const { data } = await world.chief.approvals.colleagues({ query: { kind: 'affiliationRequest' } })
    return data.find((one) => one.name === name)?.operatorId ?? expect.fail(`${name} is no colleague`)
  }

  it('says whom a thing is for, tells them, and lets them filter', async () => {
    const [first, second] = [await asks('张先到'), await asks('李后到')]
    const operatorId = await colleague(world.people.second.name)
    const body = { ...row('affiliationRequest', second.id), operatorId, reason: '您熟悉' }
    const item = await world.chief.approvals.handOver({ body })
    expect(item).toMatchObject({ assignee: { operatorId, name: world.people.second.name }, isMine: false })
    const [told] = (await world.second.messages.list()).data
    expect(told).toMatchObject({ kind: 'approvalHandedOver', link: { page: 'todo' } })
    const mine = () => world.second.approvals.list({ query: { mine: 'true' } })
    expect((await mine()).data).toMatchObject([{ id: second.id, isMine: true }])
    expect((await world.second.approvals.counts()).mine).toBe(1)
    expect((await world.chief.approvals.list({ query: { mine: 'true' } })).data).toEqual([])
    expect((await world.chief.approvals.list()).data.map(({ id }) => id)).toEqual([first.id, second.id])

    const rows = [row('affiliationRequest', second.id)]
    expect((await world.chief.approvals.decide({ body: { decision: 'approve', rows } })).results[0]?.outcome).toBe(
      'done',
    )
    expect((await mine()).data).toEqual([])
    expect(await factNamesAbout(api, second.id)).toContain('ApprovalHandedOver')
  })

  it('is for those who may decide, of the same organization, and can be taken back', async () => {
    const { id } = await asks('张先到')
    const about = row('affiliationRequest', id)
    const operatorId = await colleague(world.people.second.name)
    const other = api.as((await createUnitWithOperator(api)).token)
    expect((await refusal(other.approvals.handOver({ body: { ...about, operatorId } }))).code).toBe('not_found')
    expect((await refusal(world.clerk.approvals.handOver({ body: { ...about, operatorId } }))).code).toBe('not_allowed')
    expect((await refusal(world.clerk.approvals.colleagues({ query: { kind: 'dispute' } }))).code).toBe('not_allowed')
    const stranger = { body: { ...about, operatorId: absentId } }
    expect((await refusal(world.chief.approvals.handOver(stranger))).code).toBe('colleague_cannot_decide')
    await world.chief.approvals.handOver({ body: { ...about, operatorId } })
    const freed = await world.second.approvals.handOver({ body: { ...about, operatorId: null } })
    expect(freed).toMatchObject({ assignee: null, isMine: false })
  })
})

it('keeps the reasons of a unit, each once, until they are removed', async () => {
  const text = '材料不全，请补充后再申请'
  const save = () => world.chief.approvals.saveReason({ body: { text } })
  const [one, two] = await Promise.all([save(), save()])
  expect(one.id).toBe(two.id)
  expect((await world.second.approvals.reasons()).data).toEqual([{ id: one.id, kind: null, text }])
  const other = api.as((await createUnitWithOperator(api)).token)
  expect((await other.approvals.reasons()).data).toEqual([])
  const params = { reasonId: one.id }
  expect((await refusal(other.approvals.removeReason({ params }))).code).toBe('not_found')
  await world.chief.approvals.removeReason({ params })
  expect((await world.chief.approvals.reasons()).data).toEqual([])
})
