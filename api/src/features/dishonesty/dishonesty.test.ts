import { ATTACHMENTS_MAX } from '@jijiao/shared/attachments'
import { DISHONESTY_LIFECYCLE, DISHONESTY_STATES, type DishonestyAction } from '@jijiao/shared/dishonesty'
import { ProblemError } from '@jijiao/shared/http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { uploadScan } from '../../../../test/support/files'
import { actFor, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

const WEEK = 7 * 86_400_000

let api: TestApi
let unit: TestUnit
let operator: ReturnType<TestApi['as']>
let trainee: TestTrainee
let token: string
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  token = made.token
  operator = api.as(token)
  trainee = (await addConfirmedTrainees(api, unit, 1, ['单小曾']))[0] ?? expect.fail('there is no trainee')
})

const aboutPerson = (traineeId = trainee.traineeId) =>
  ({ subjectKind: 'person', traineeId, category: 'proxyAttendance', content: '请人代签到两次' }) as const
const at = (recordId: string) => ({ params: { recordId } })
const record = () => operator.dishonesty.record({ body: aboutPerson() })
const reason = '证据不足'

async function recordIn(state: (typeof DISHONESTY_STATES)[number]) {
  let made = await record()
  const step = async (action: 'notify' | 'enforce' | 'revoke' | 'expire') => {
    made = await operator.dishonesty[action]({ ...at(made.id), body: { version: made.version, reason } })
  }
  if (state === 'revoked') await step('revoke')
  if (state === 'noticed' || state === 'effective' || state === 'expired') {
    const body = { version: made.version }
    made = await operator.dishonesty.notify({ ...at(made.id), body })
  }
  if (state === 'effective' || state === 'expired') {
    made = await api.as(trainee.token).dishonesty.replyAsPerson({ ...at(made.id), body: { text: '我当天在场' } })
    made = await operator.dishonesty.enforce({ ...at(made.id), body: { version: made.version } })
  }
  if (state === 'expired') await step('expire')
  return made
}

describe('a record about a person', () => {
  it('is told, answered, takes effect and ends, and each step is known', async () => {
    const made = await record()
    expect(made).toMatchObject({ subjectName: '单小曾', state: 'recorded', recordedBy: { id: unit.id } })
    const person = api.as(trainee.token)
    expect((await person.dishonesty.mine()).data).toEqual([])
    expect((await refusal(person.dishonesty.mineOne(at(made.id)))).code).toBe('not_found')

    const noticed = await operator.dishonesty.notify({ ...at(made.id), body: { version: 1 } })
    expect(Date.parse(noticed.replyBy ?? '') - Date.parse(noticed.noticedAt ?? '')).toBe(WEEK)
    const [seen] = (await person.dishonesty.mine()).data
    expect(seen).toMatchObject({ id: made.id, state: 'noticed', abilities: { reply: true, revoke: false } })

    const early = operator.dishonesty.enforce({ ...at(made.id), body: { version: 2 } })
    expect((await refusal(early)).code).toBe('reply_time_running')
    const replied = await person.dishonesty.replyAsPerson({ ...at(made.id), body: { text: '我当天在场' } })
    expect(replied.replies.map(({ text }) => text)).toEqual(['我当天在场'])
    const effective = await operator.dishonesty.enforce({ ...at(made.id), body: { version: replied.version } })
    expect(effective).toMatchObject({ state: 'effective', abilities: { enforce: false, revoke: true, expire: true } })
    const revoked = await operator.dishonesty.revoke({ ...at(made.id), body: { version: effective.version, reason } })
    expect(revoked).toMatchObject({ state: 'revoked', reason })
    expect((await person.dishonesty.mineOne(at(made.id))).state).toBe('revoked')
    const told = (await person.messages.list()).data.map(({ kind }) => kind)
    expect(told.slice(0, 3)).toEqual(['dishonestyRevoked', 'dishonestyEnforced', 'dishonestyRecorded'])
    expect(await factNamesAbout(api, made.id)).toEqual([
      'DishonestyRecorded',
      'DishonestyNoticed',
      'DishonestyReplied',
      'DishonestyEnforced',
      'DishonestyRevoked',
    ])
  })

  it('takes effect without a reply when a week is over', async () => {
    const made = await recordIn('noticed')
    api.clock.advance(WEEK)
    const renewed = api.as(await actFor(api, await registerPerson(api), unit))
    const effective = await renewed.dishonesty.enforce({ ...at(made.id), body: { version: made.version } })
    expect(effective.state).toBe('effective')
  })

  it('is about trainees of the own unit only, and by units', async () => {
    const { unit: other, token } = await createUnitWithOperator(api)
    const [theirs] = await addConfirmedTrainees(api, other, 1)
    const foreign = operator.dishonesty.record({ body: aboutPerson(theirs?.traineeId) })
    expect((await refusal(foreign)).code).toBe('trainee_not_confirmed')
    const authority = await createUnitWithOperator(api, { kind: 'hrAuthority' })
    const refused = api.as(authority.token).dishonesty.record({ body: aboutPerson() })
    expect((await refusal(refused)).code).toBe('not_allowed')
    const decider = api.as(await actFor(api, await registerPerson(api), unit, ['decide']))
    expect((await refusal(decider.dishonesty.record({ body: aboutPerson() }))).code).toBe('not_allowed')
    expect((await refusal(api.as().dishonesty.record({ body: aboutPerson() }))).code).toBe('not_signed_in')

    const made = await record()
    const strangers = [api.as(token), api.as(authority.token)]
    for (const stranger of strangers) {
      expect((await stranger.dishonesty.list()).data).toEqual([])
      const calls = [
        stranger.dishonesty.get(at(made.id)),
        stranger.dishonesty.notify({ ...at(made.id), body: { version: 1 } }),
        stranger.dishonesty.revoke({ ...at(made.id), body: { version: 1, reason } }),
        stranger.dishonesty.reply({ ...at(made.id), body: { text: '?' } }),
      ]
      for (const { code } of await Promise.all(calls.map(refusal))) expect(code).toBe('not_found')
    }
    const neighbour = api.as(theirs?.token ?? '')
    await operator.dishonesty.notify({ ...at(made.id), body: { version: 1 } })
    expect((await refusal(neighbour.dishonesty.mineOne(at(made.id)))).code).toBe('not_found')
    const nothing = { ...aboutPerson(), content: ' ', category: 'falseTraining' }
    const problem = await refusal(operator.dishonesty.record({ body: nothing }))
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/category', '#/content'])
  })

  const moves = DISHONESTY_STATES.flatMap((state) =>
    (Object.keys(DISHONESTY_LIFECYCLE) as DishonestyAction[]).map((action) => {
      const { from, to } = DISHONESTY_LIFECYCLE[action]
      return { state, action, to: (from as readonly string[]).includes(state) ? to : null }
    }),
  )
  it.each(moves)('$state: $action → $to', async ({ state, action, to }) => {
    const made = await recordIn(state)
    expect(made.state).toBe(state)
    expect(made.abilities[action]).toBe(to !== null || (state === 'noticed' && action === 'enforce'))
    if (state === 'noticed') api.clock.advance(WEEK)
    const again = state === 'noticed' ? api.as(await actFor(api, await registerPerson(api), unit)) : operator
    const body = { version: made.version, ...(action === 'revoke' || action === 'expire' ? { reason } : {}) }
    const moved = again.dishonesty[action]({ ...at(made.id), body: body as never })
    if (to === null) expect((await refusal(moved)).code).toBe('state_conflict')
    else expect((await moved).state).toBe(to)
  })

  it('is revoked once, whoever is faster', async () => {
    const made = await record()
    const revoke = () => operator.dishonesty.revoke({ ...at(made.id), body: { version: 1, reason } })
    const both = await Promise.allSettled([revoke(), revoke()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('takes ten replies', async () => {
    const made = await recordIn('noticed')
    const reply = () => api.as(trainee.token).dishonesty.replyAsPerson({ ...at(made.id), body: { text: '申辩' } })
    for (let count = 0; count < 10; count += 1) await reply()
    expect((await refusal(reply())).code).toBe('too_many_replies')
  })
})

describe('the files of a record', () => {
  const open = (who: ReturnType<TestApi['as']>, attachmentId: string) =>
    who.attachments.open({ params: { attachmentId } }).then(
      () => 'open',
      (error: unknown) => (error instanceof ProblemError ? error.code : 'failed'),
    )

  it('are evidence and reply, seen by who sees the record: by the subject once it was told', async () => {
    const person = api.as(trainee.token)
    const evidence = await uploadScan(api, token)
    const made = await operator.dishonesty.record({ body: { ...aboutPerson(), attachmentIds: [evidence] } })
    expect(made.attachments.map(({ id }) => id)).toEqual([evidence])
    const again = { body: { ...aboutPerson(), attachmentIds: [evidence] } }
    expect((await refusal(operator.dishonesty.record(again))).errors).toMatchObject([{ pointer: '#/attachmentIds' }])
    const stranger = api.as((await createUnitWithOperator(api)).token)
    const [neighbour] = await addConfirmedTrainees(api, unit, 1)
    expect(await open(operator, evidence)).toBe('open')
    for (const who of [person, stranger, api.as(neighbour?.token)]) expect(await open(who, evidence)).toBe('not_found')
    expect(await open(api.as(), evidence)).toBe('not_signed_in')

    await operator.dishonesty.notify({ ...at(made.id), body: { version: 1 } })
    expect(await open(person, evidence)).toBe('open')
    expect((await person.dishonesty.mineOne(at(made.id))).attachments).toHaveLength(1)
    const proof = await uploadScan(api, trainee.token)
    const reply = { text: '附当天的签名表', attachmentIds: [proof] }
    const replied = await person.dishonesty.replyAsPerson({ ...at(made.id), body: reply })
    expect(replied.replies.map(({ attachments }) => attachments.map(({ id }) => id))).toEqual([[proof]])
    expect(replied.attachments.map(({ id }) => id)).toEqual([evidence])
    expect(await open(operator, proof)).toBe('open')
    for (const who of [stranger, api.as(neighbour?.token)]) expect(await open(who, proof)).toBe('not_found')
    const stolen = { text: '再附', attachmentIds: [await uploadScan(api, token)] }
    const refused = person.dishonesty.replyAsPerson({ ...at(made.id), body: stolen })
    expect((await refusal(refused)).code).toBe('invalid_input')
    expect((await operator.messages.list()).data[0]?.kind).toBe('dishonestyReplied')
  })

  it('leave a reply as much room as the evidence had, and neither takes the files of the other for its own', async () => {
    const person = api.as(trainee.token)
    const evidence: string[] = []
    for (let count = 0; count < ATTACHMENTS_MAX; count += 1) evidence.push(await uploadScan(api, token))
    const made = await operator.dishonesty.record({ body: { ...aboutPerson(), attachmentIds: evidence } })
    await operator.dishonesty.notify({ ...at(made.id), body: { version: 1 } })
    const reply = (...attachmentIds: string[]) =>
      person.dishonesty.replyAsPerson({ ...at(made.id), body: { text: '附证明', attachmentIds } })
    expect((await refusal(reply(evidence[0] ?? ''))).errors).toMatchObject([{ pointer: '#/attachmentIds' }])
    const [proof, more] = [await uploadScan(api, trainee.token), await uploadScan(api, trainee.token)]
    await reply(proof)
    expect((await refusal(reply(proof))).errors).toMatchObject([{ pointer: '#/attachmentIds' }])
    const { attachments, replies } = await reply(more)
    expect(attachments.map(({ id }) => id).toSorted()).toEqual(evidence.toSorted())
    expect(replies.map((one) => one.attachments.map(({ id }) => id))).toEqual([[proof], [more]])
    expect([await open(operator, more), await open(person, proof)]).toEqual(['open', 'open'])
    expect(await open(api.as((await createUnitWithOperator(api)).token), proof)).toBe('not_found')
  })
})

describe('a record about a unit', () => {
  it('is made by an authority of its region, and seen by the unit once it is told', async () => {
    const authority = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '441900' })
    const elsewhere = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })
    const hr = api.as(authority.token)
    const body = {
      subjectKind: 'unit',
      organizationId: unit.id,
      category: 'falseTraining',
      content: '虚报培训班两期',
    } as const
    expect((await refusal(operator.dishonesty.record({ body }))).code).toBe('not_allowed')
    const far = api.as(elsewhere.token).dishonesty.record({ body })
    expect((await refusal(far)).code).toBe('organization_not_found')
    const made = await hr.dishonesty.record({ body })
    expect((await operator.dishonesty.list()).data).toEqual([])
    await hr.dishonesty.notify({ ...at(made.id), body: { version: 1 } })
    expect((await operator.messages.list()).data[0]?.kind).toBe('dishonestyRecorded')
    const seen = await operator.dishonesty.get(at(made.id))
    expect(seen.abilities).toEqual({ notify: false, enforce: false, revoke: false, expire: false, reply: true })
    const own = operator.dishonesty.revoke({ ...at(made.id), body: { version: 2, reason } })
    expect((await refusal(own)).code).toBe('not_allowed')
    const replied = await operator.dishonesty.reply({ ...at(made.id), body: { text: '系登记笔误' } })
    expect(replied.replies).toHaveLength(1)
    expect((await refusal(hr.dishonesty.reply({ ...at(made.id), body: { text: '!' } }))).code).toBe('not_allowed')
  })
})

describe('the list', () => {
  it('is filtered by type, state and name, and paged, newest first', async () => {
    const ids = [(await record()).id, (await record()).id, (await record()).id]
    const find = async (query: object) => (await operator.dishonesty.list({ query })).data.map(({ id }) => id)
    expect(await find({})).toEqual([...ids].reverse())
    expect(await find({ q: 'Shan X', subjectKind: 'person', state: 'recorded' })).toHaveLength(3)
    expect(await find({ q: '小曾' })).toHaveLength(3)
    expect(await find({ q: '没有此人' })).toEqual([])
    expect(await find({ subjectKind: 'unit' })).toEqual([])
    const one = await operator.dishonesty.list({ query: { limit: 2 } })
    const two = await operator.dishonesty.list({ query: { limit: 2, cursor: one.nextCursor ?? '' } })
    expect([...one.data, ...two.data].map(({ id }) => id)).toEqual(await find({}))
    expect(two.nextCursor).toBeNull()
  })
})
