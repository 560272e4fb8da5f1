import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { approvalWorld, asks, DAY, fourThings, refusedWith, row, subjects } from '../../../../test/support/approvals'
import { factNamesAbout } from '../../../../test/support/facts'
import { lasting } from '../../../../test/support/lasting'
import { createUnitWithOperator } from '../../../../test/support/people'
import { planWorld, submittedPlan } from '../../../../test/support/plans'
import { type RecordWorld, recognizedRecord } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'

const absentId = 'f'.repeat(24)

let api: TestApi
let world: RecordWorld
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  world = await approvalWorld(api)
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
    const { request, record, transfer, dispute } = await fourThings({ api, world })
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
    const { id } = await asks({ api, world }, '张先到')
    const body = { decision: 'approve' as const, rows: [row('affiliationRequest', id)] }
    const other = api.as((await createUnitWithOperator(api)).token)
    expect((await other.approvals.decide({ body })).results).toMatchObject([refusedWith('not_found')])
    expect((await world.clerk.approvals.decide({ body })).results).toMatchObject([refusedWith('not_allowed')])
  })

  it('hears the first of two deciders', async () => {
    const { id, trainee } = await asks({ api, world }, '张先到')
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
    const { id, trainee } = await asks({ api, world }, '张先到')
    const body = row('affiliationRequest', id)
    const person = lasting(api, trainee.token)
    const nudge = () => person().approvals.nudge({ body })
    const twice = await Promise.allSettled([nudge(), nudge()])
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(nudge())).code).toBe('nudged_today')
    const told = async (client: ReturnType<TestApi['as']>) =>
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
    const { id } = await asks({ api, world }, '张先到')
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
    const [first, second] = [await asks({ api, world }, '张先到'), await asks({ api, world }, '李后到')]
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
    const { id } = await asks({ api, world }, '张先到')
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
