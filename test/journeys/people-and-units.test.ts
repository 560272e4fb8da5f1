import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { freshToken, scan } from '../support/attendance'
import { addConfirmedTrainees, addOpenClass } from '../support/classes'
import { createUnitWithOperator, registerPerson } from '../support/people'
import { aRecord, decided, recordWorld, submittedByPerson } from '../support/records'
import { refusal } from '../support/refusal'
import { registerOpenUnit } from '../support/unit-accounts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

it('a trainee changes unit with her records; the former unit objects, and the authority lets her go', async () => {
  const [former, next] = [await createUnitWithOperator(api), await createUnitWithOperator(api)]
  const authority = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority' })).token)
  const [trainee] = await addConfirmedTrainees(api, former.unit, 1)
  if (!trainee) throw new Error('nobody joined')
  const person = () => api.as(freshToken(api, trainee))
  const [old, neu] = [api.as(former.token), api.as(next.token)]
  const asked = await person().affiliations.ask({ body: { joinCode: next.unit.joinCode, isTransfer: true } })
  await neu.affiliations.decide({ body: { ids: [asked.id], decision: 'confirm' } })
  const [gone] = (await old.affiliations.requests({ query: { state: 'ended' } })).data
  const objection = await old.affiliations.object({
    params: { affiliationId: gone?.id ?? '' },
    body: { reason: '服务期未满' },
  })
  const [waiting] = (await authority.affiliations.disputes()).data
  expect(waiting).toMatchObject({ id: objection.id, organization: { id: next.unit.id } })
  const params = { disputeId: objection.id }
  const own = { params, body: { decision: 'dismiss' as const, opinion: '我方认为应留任' } }
  expect((await refusal(old.affiliations.decideDispute(own))).status).toBeGreaterThanOrEqual(403)
  await authority.affiliations.decideDispute({ params, body: { decision: 'dismiss', opinion: '合同已到期' } })
  expect((await person().affiliations.mine()).data[0]).toMatchObject({
    state: 'active',
    organization: { id: next.unit.id },
  })
  expect((await old.affiliations.trainees()).data).toEqual([])
  const declared = await person().creditRecords.declareMine({ body: aRecord })
  expect(declared.organization.id).toBe(next.unit.id)
})

it('an operator whose grants are withdrawn in the middle of a roll call stops at once; the hall goes on', async () => {
  const { unit, token: account } = await registerOpenUnit(api, { regionCode: '441900' })
  const [first, second] = [await registerPerson(api), await registerPerson(api)]
  const bound: string[] = []
  for (const { name, userName, residentId, token } of [first, second]) {
    const invitation = { body: { name, userName, residentId, grants: ['operate' as const] } }
    const { id } = await api.as(account).operators.invite(invitation)
    await api.as(token).organizations.acceptBinding({ params: { operatorId: id } })
    bound.push(id)
  }
  const actingFor = async (token: string) =>
    api.as((await api.as(token).accounts.actAs({ body: { organizationId: unit.id } })).accessToken)
  const operator = await actingFor(first.token)
  const trainees = await addConfirmedTrainees(api, unit, 2)
  const classId = String((await addOpenClass(api, unit, trainees))._id)
  const startsAt = new Date(api.clock.now())
  const times = { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 10_800_000).toISOString() }
  const { id: sessionId } = await operator.attendance.planSession({ params: { classId }, body: times })
  const params = { sessionId }
  await operator.attendance.moveSession({ params, body: { action: 'open' } })
  const code = (await operator.attendance.getCode({ params })).link.replace(/^.*[/=]/, '')
  const [early, late] = trainees
  if (!early || !late) throw new Error('nobody joined')
  await scan(api, early, code)

  await api.as(account).operators.changeGrants({ params: { operatorId: bound[0] ?? '' }, body: { grants: [] } })
  const close = { params, body: { action: 'close' as const } }
  expect((await refusal(operator.attendance.moveSession(close))).code).toBe('session_ended')
  const renewed = await actingFor(first.token)
  expect((await refusal(renewed.attendance.moveSession(close))).code).toBe('not_allowed')
  expect(await scan(api, late, code)).toMatchObject({ mark: { state: 'present' } })
  const colleague = await actingFor(second.token)
  expect(await colleague.attendance.moveSession(close)).toMatchObject({ state: 'closed' })
})

it('a person declares, mends what one operator returned, and the other recognises it', async () => {
  const world = await recordWorld(api)
  const submitted = await submittedByPerson(world, { declaredTenths: 120 })
  const params = { recordId: submitted.id }
  await decided(world.chief, submitted.id, { decision: 'return', opinion: '请写明学习内容' })
  const back = await world.person.creditRecords.mineOne({ params })
  expect(back).toMatchObject({ state: 'returned', abilities: { edit: true, submit: true } })
  const body = { ...aRecord, declaredTenths: 120, content: '规范、案例与考核', version: back.version }
  const mended = await world.person.creditRecords.editMine({ params, body })
  await world.person.creditRecords.submitMine({ params, body: { version: mended.version } })
  expect(await decided(world.second, submitted.id, { certifiedTenths: 100 })).toMatchObject({ outcome: 'done' })
  const recognised = await world.person.creditRecords.mineOne({ params })
  expect(recognised).toMatchObject({ state: 'recognized', certifiedTenths: 100, selfApproved: false })
  expect(recognised.trail.map(({ result }) => result)).toEqual(['submitted', 'returned', 'submitted', 'recognized'])
  expect(recognised.trail[2]?.changes).toMatchObject([{ field: 'content' }])
})
