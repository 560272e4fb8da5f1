import type { ApprovalItem } from '@jijiao/shared/approvals'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { approvalWorld, asks, fourThings, MINUTE, refusedWith, row, subjects } from '../../../../test/support/approvals'
import { freshToken, openRollCall, scan } from '../../../../test/support/attendance'
import { type TestTrainee } from '../../../../test/support/classes'
import { lasting } from '../../../../test/support/lasting'
import { createUnitWithOperator } from '../../../../test/support/people'
import { planWorld, submittedPlan } from '../../../../test/support/plans'
import { draftedRecord, type RecordWorld, recognizedRecord, submittedByPerson } from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'

const aDay = { startsOn: '2026-04-01', endsOn: '2026-04-01', days: 1, declaredTenths: 60 }

let api: TestApi
let world: RecordWorld
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  world = await approvalWorld(api)
})

describe('the to-do list', () => {
  it('shows everything that the operator may decide: conflicts first, then what waits longest', async () => {
    const { request, record, transfer, dispute } = await fourThings({ api, world })
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

    const walk = async (sort: 'askedAt' | '-askedAt') => {
      const paged: ApprovalItem[] = []
      let cursor: string | undefined
      do {
        const answer = await world.chief.approvals.list({ query: { sort, limit: 1, ...(cursor && { cursor }) } })
        paged.push(...answer.data)
        cursor = answer.nextCursor ?? undefined
      } while (cursor)
      return subjects(paged)
    }
    expect(await walk('askedAt')).toEqual(order)
    const [older, newer, first, last] = order
    expect(await walk('-askedAt')).toEqual([newer, older, last, first])

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
    await asks({ api, world }, '张先到')
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
    await asks({ api, world }, '张先到')
    const chief = lasting(api, world.tokens.chief)
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
