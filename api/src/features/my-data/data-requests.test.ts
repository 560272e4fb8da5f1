import { DATA_REQUEST_STATES, type DataRequestState, mayMoveDataRequest } from '@jijiao/shared/my-data'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factNamesAbout } from '../../../../test/support/facts'
import { unitWithMember } from '../../../../test/support/member'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { traineeModel } from '../affiliations'
import { dataRequestModel } from './data-request.model'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

type Client = ReturnType<TestApi['as']>

const text = '联系方式已不再使用，请删除'
const askDeletion = (me: Client, dataKind: 'profile' | 'records' = 'profile') =>
  me.myData.submit({ body: { kind: 'deletion', dataKind, text } })
const grant = (staff: Client, dataRequestId: string, opinion?: string) =>
  staff.myData.decide({ params: { dataRequestId }, body: { version: 1, decision: 'grant', opinion } })
const refuse = (staff: Client, dataRequestId: string) =>
  staff.myData.decide({
    params: { dataRequestId },
    body: { version: 1, decision: 'refuse', ground: 'accurate', opinion: '已核对学历证书' },
  })
const withdraw = (me: Client, dataRequestId: string) => me.myData.withdraw({ params: { dataRequestId } })
const profileOf = (traineeId: string) => traineeModel(api.app.deps.db).findById(traineeId).lean()

describe('asking for a right', () => {
  it('goes to the unit, once at a time, and can be taken back', async () => {
    const { me, staff, unit, member } = await unitWithMember(api)
    const asked = await askDeletion(me)
    expect(asked).toMatchObject({
      state: 'submitted',
      decider: { id: unit.id, name: unit.name },
      disposal: 'erased',
      abilities: { withdraw: true },
    })
    expect((await refusal(askDeletion(me))).code).toBe('data_request_exists')
    const [waiting] = (await staff.myData.list()).data
    expect(waiting).toMatchObject({
      id: asked.id,
      person: { name: member.name },
      abilities: { grant: true, refuse: true },
    })
    expect(JSON.stringify(waiting)).not.toContain(member.residentId)
    const [todo] = (await staff.approvals.list({ query: { kind: 'dataRequest' } })).data
    expect(todo).toMatchObject({ id: asked.id, asker: member.name, link: { params: { dataRequestId: asked.id } } })
    expect((await staff.messages.list()).data.map(({ kind }) => kind)).toContain('dataRequestAsked')
    expect(await withdraw(me, asked.id)).toMatchObject({ state: 'withdrawn', abilities: { withdraw: false } })
    expect((await refusal(withdraw(me, asked.id))).code).toBe('data_request_decided')
    expect((await refusal(grant(staff, asked.id))).code).toBe('data_request_decided')
    expect((await askDeletion(me)).state).toBe('submitted')
    expect((await me.myData.mine()).data.map(({ state }) => state)).toEqual(['submitted', 'withdrawn'])
    expect(await factNamesAbout(api, asked.id)).toEqual(['DataRequestSubmitted', 'DataRequestWithdrawn'])
  })

  it('of whom no unit knows goes to the nearest HR authority', async () => {
    const authority = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '441300' })
    const person = await registerPerson(api)
    const me = api.as(person.token)
    expect((await refusal(askDeletion(me))).code).toBe('profile_incomplete')
    await me.affiliations.saveProfile({ body: { version: 0, education: '21' } })
    expect((await refusal(askDeletion(me))).code).toBe('data_decider_missing')
    await me.affiliations.saveProfile({ body: { version: 1, education: '21', regionCode: '441302' } })
    expect((await askDeletion(me)).decider?.id).toBe(authority.unit.id)
    expect((await api.as(authority.token).myData.list()).data).toHaveLength(1)
  })

  it('says what it is about', async () => {
    const { me } = await unitWithMember(api)
    const body = { kind: 'deletion', dataKind: 'messages', text } as never
    expect((await refusal(me.myData.submit({ body }))).errors).toMatchObject([{ pointer: '#/dataKind' }])
    const short = me.myData.submit({ body: { kind: 'restriction', text: '停' } })
    expect((await refusal(short)).errors).toMatchObject([{ pointer: '#/text' }])
    expect((await refusal(api.as().myData.submit({ body: { kind: 'restriction', text } }))).code).toBe('not_signed_in')
  })
})

describe('deciding', () => {
  it('deletes what need not be kept, and keeps under whom records are archived', async () => {
    const { me, staff, member } = await unitWithMember(api)
    const { id } = await askDeletion(me)
    expect(await grant(staff, id)).toMatchObject({ state: 'granted', disposal: 'erased', abilities: { grant: false } })
    expect(await profileOf(member.traineeId)).toMatchObject({
      name: member.name,
      education: null,
      school: null,
      address: null,
      sealedPhone: null,
      sealedEmail: null,
      restrictedAt: null,
    })
    expect((await me.trainees.myChanges()).data).toEqual([])
    expect((await me.creditRecords.mine()).data).toHaveLength(3)
    expect((await me.messages.list()).data[0]).toMatchObject({ kind: 'dataRequestGranted' })
    expect(await factNamesAbout(api, id)).toEqual(['DataRequestSubmitted', 'DataRequestGranted'])
    expect(await factNamesAbout(api, member.accountId)).toContain('PersonalDataErased')
  })

  it('restricts what the law wants kept: nobody but the person does anything with it until she lifts it', async () => {
    const { me, staff, member, certificate } = await unitWithMember(api)
    const { id } = await askDeletion(me, 'records')
    expect((await grant(staff, id)).disposal).toBe('kept')
    expect(await factNamesAbout(api, member.accountId)).not.toContain('PersonalDataErased')
    const params = { traineeId: member.traineeId }
    const profile = await staff.trainees.view({ params })
    expect(profile.abilities).toMatchObject({ edit: false, reveal: false })
    const look = staff.trainees.reveal({ params, body: { field: 'phone', purpose: '电话通知上课' } })
    expect((await refusal(look)).code).toBe('data_restricted')
    const edit = staff.trainees.edit({ params, body: { version: profile.version, education: '11' } })
    expect((await refusal(edit)).code).toBe('data_restricted')
    const print = (client: Client) => client.certificates.print({ body: { certificateIds: [certificate.id] } })
    expect((await refusal(print(staff))).code).toBe('data_restricted')
    const [row] = (await staff.certificates.list({ query: { year: 2025 } })).data
    expect(row?.certificate?.abilities.print).toBe(false)
    expect((await print(me)).url).toContain('/print/')
    expect((await me.creditRecords.mine()).data).toHaveLength(3)
    expect((await me.myData.overview()).abilities.liftRestriction).toBe(true)
    expect((await me.myData.liftRestriction()).restrictedAt).toBeNull()
    expect((await me.myData.liftRestriction()).restrictedAt).toBeNull()
    expect((await staff.trainees.view({ params })).abilities.reveal).toBe(true)
    const facts = await factNamesAbout(api, member.traineeId)
    expect(facts.filter((what) => /Restrict/.test(what))).toEqual(['ProcessingRestricted', 'RestrictionLifted'])
  })

  it('lets another unit bind whom it is asked to keep, but fill in nothing', async () => {
    const { me, staff, member } = await unitWithMember(api)
    await grant(staff, (await askDeletion(me)).id)
    await grant(staff, (await askDeletion(me, 'records')).id)
    const [bound] = (await me.affiliations.mine()).data
    await me.affiliations.leave({ params: { affiliationId: bound?.id ?? '' }, body: {} })
    const next = api.as((await createUnitWithOperator(api)).token)
    const { name, residentId, traineeId } = member
    await next.trainees.add({ body: { name, residentId, education: '31', school: '别的学校' } })
    expect(await profileOf(traineeId)).toMatchObject({ education: null, school: null, restrictedAt: expect.any(Date) })
  })

  it('answers a correction with what was corrected, and a refusal with its legal ground', async () => {
    const { me, staff } = await unitWithMember(api)
    const asked = await me.myData.submit({ body: { kind: 'correction', dataKind: 'records', text: '课程名称写错了' } })
    expect((await refusal(grant(staff, asked.id))).code).toBe('data_correction_unexplained')
    const params = { dataRequestId: asked.id }
    const groundless = staff.myData.decide({ params, body: { version: 1, decision: 'refuse', opinion: '不行' } })
    expect((await refusal(groundless)).errors).toMatchObject([{ pointer: '#/ground' }])
    const stale = staff.myData.decide({ params, body: { version: 7, decision: 'grant', opinion: '已改' } })
    expect((await refusal(stale)).code).toBe('state_conflict')
    expect(await refuse(staff, asked.id)).toMatchObject({ state: 'refused', ground: 'accurate', disposal: null })
    const [mine] = (await me.myData.mine()).data
    expect(mine).toMatchObject({ state: 'refused', ground: 'accurate', opinion: '已核对学历证书' })
    const again = await me.myData.submit({ body: { kind: 'correction', dataKind: 'records', text: '课程名称写错了' } })
    const rows = [{ kind: 'dataRequest' as const, id: again.id }]
    const { results } = await staff.approvals.decide({ body: { decision: 'approve', reason: '已更正课程名称', rows } })
    expect(results).toMatchObject([{ outcome: 'done' }])
    expect((await me.myData.mine()).data[0]).toMatchObject({ state: 'granted', opinion: '已更正课程名称' })
  })

  it('is for those who decide for the body that holds the data, and never for oneself', async () => {
    const { me, unit, member } = await unitWithMember(api)
    const { id } = await askDeletion(me)
    const { me: otherPerson } = await unitWithMember(api)
    expect((await refusal(withdraw(otherPerson, id))).code).toBe('not_found')
    const stranger = api.as((await createUnitWithOperator(api)).token)
    expect((await refusal(grant(stranger, id))).code).toBe('not_found')
    expect((await refusal(stranger.myData.get({ params: { dataRequestId: id } }))).code).toBe('not_found')
    const clerk = api.as(await actFor(api, await registerPerson(api), unit, ['operate']))
    expect((await refusal(grant(clerk, id))).code).toBe('not_allowed')
    const seen = await clerk.myData.get({ params: { dataRequestId: id } })
    expect(seen.abilities).toEqual({ grant: false, refuse: false })
    const herself = api.as(await actFor(api, member, unit))
    expect((await refusal(grant(herself, id))).code).toBe('own_submission')
    expect((await refusal(grant(api.as(), id))).code).toBe('not_signed_in')
  })

  it.each(DATA_REQUEST_STATES)('goes by the table for a request that is %s', async (state: DataRequestState) => {
    const { me, staff } = await unitWithMember(api)
    const { id } = await askDeletion(me)
    const put = () => dataRequestModel(api.app.deps.db).updateOne({ _id: id }, { $set: { state, version: 1 } })
    for (const [action, move] of [
      ['grant', () => grant(staff, id)],
      ['refuse', () => refuse(staff, id)],
      ['withdraw', () => withdraw(me, id)],
    ] as const) {
      await put()
      if (mayMoveDataRequest(action, state)) await move()
      else expect((await refusal(move())).code).toBe('data_request_decided')
    }
  })

  it('hears the first of two deciders and of the person who withdraws at the same time', async () => {
    const { me, staff, unit, member } = await unitWithMember(api)
    const { id } = await askDeletion(me)
    const second = api.as(await actFor(api, await registerPerson(api), unit))
    const done = (call: Promise<unknown>) =>
      call.then(
        () => true,
        () => false,
      )
    const [granted, refused, withdrawn] = await Promise.all([
      done(grant(staff, id)),
      done(refuse(second, id)),
      done(withdraw(me, id)),
    ])
    expect([granted, refused, withdrawn].filter(Boolean)).toHaveLength(1)
    expect(await factNamesAbout(api, id)).toHaveLength(2)
    expect((await profileOf(member.traineeId))?.school === null).toBe(granted)
  })
})
