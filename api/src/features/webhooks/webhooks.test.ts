import { createHmac } from 'node:crypto'
import { FAILING_DAYS, RETRY_SECONDS, SECRET_OVERLAP_HOURS, type WebhookEvent } from '@jijiao/shared/webhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTestApi, type TestApi, testEnvironment } from '../../../../test/support/api'
import { addConfirmedTrainees } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { type Arrived, startReceiver } from '../../../../test/support/receiver'
import { refusal } from '../../../../test/support/refusal'
import { registerOpenUnit } from '../../../../test/support/unit-accounts'
import { createApp } from '../../app'
import type { AccountActor } from '../../auth/actor'
import { webhookModel } from './webhook.model'

const env = testEnvironment({ WEBHOOKS_TO_LOOPBACK: 'true' })
const DAY_MS = 86_400_000

let api: TestApi
let unit: Awaited<ReturnType<typeof registerOpenUnit>>
let actor: AccountActor
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  api = await startTestApi({ env })
})
afterAll(() => api.stop())
beforeEach(async () => {
  unit = await registerOpenUnit(api)
  actor = api.app.deps.tokens.verify(unit.token)
  receiver = await startReceiver()
  return receiver.stop
})

/** With a token that outlasts a clock which jumps by days. */
const asUnit = () => api.as(api.app.deps.tokens.sign(actor))
const manager = () => asUnit().webhooks

const subscribe = (event: WebhookEvent = 'affiliation.confirmed') =>
  manager().create({ body: { url: receiver.url, events: [event] } })
const paramsOf = ({ webhook }: Awaited<ReturnType<typeof subscribe>>) => ({ webhookId: webhook.id })
const happen = () => addConfirmedTrainees(api, unit.unit, 1)
const listed = async (webhookId: string) => (await manager().deliveries({ params: { webhookId } })).data

/** Facts are sealed and turned into deliveries in the background. */
async function arrivals(count: number, { worker } = api.app) {
  await vi.waitFor(
    async () => {
      api.clock.advance(2_000)
      await worker.runDue()
      expect(receiver.arrived.length).toBeGreaterThanOrEqual(count)
    },
    { timeout: 20_000, interval: 50 },
  )
  return receiver.arrived
}

function isSignedWith(secret: string, { body, headers }: Arrived): boolean {
  const [, seconds] = /^t=(\d+),/.exec(headers['jijiao-signature'] ?? '') ?? []
  const text = `${seconds}.${headers['jijiao-delivery']}.${body}`
  const expected = `v1=${createHmac('sha256', secret).update(text).digest('hex')}`
  return (headers['jijiao-signature'] ?? '').split(',').includes(expected)
}

describe('a subscription', () => {
  it('is told of what happens in the unit, signed, without anybody’s name or number', async () => {
    const made = await subscribe()
    const [trainee] = await happen()
    await happen()
    await arrivals(2)
    const [first] = receiver.arrived
    if (!first || !trainee) throw new Error('nothing arrived')
    expect(isSignedWith(made.secret, first)).toBe(true)
    expect(isSignedWith(made.secret, { ...first, body: `${first.body} ` })).toBe(false)
    const told = JSON.parse(first.body)
    expect(told).toMatchObject({
      id: first.headers['jijiao-delivery'],
      version: 1,
      event: 'affiliation.confirmed',
      organizationId: unit.unit.id,
      subject: { kind: 'affiliation' },
      to: 'active',
      details: { traineeId: trainee.traineeId },
    })
    expect(first.body).not.toContain(trainee.residentId)
    expect(first.body).not.toContain(trainee.name)
    const deliveries = await listed(made.webhook.id)
    expect(deliveries).toHaveLength(2)
    expect(deliveries[1]).toMatchObject({
      id: told.id,
      state: 'delivered',
      attempts: 1,
      lastStatus: 204,
      body: first.body,
    })
    expect(await factNamesAbout(api, made.webhook.id)).toEqual(['WebhookCreated'])
  })

  it('hears nothing of other events, other units or of what was before', async () => {
    await happen()
    const made = await subscribe('class.closed')
    const other = await registerOpenUnit(api)
    await addConfirmedTrainees(api, other.unit, 1)
    await happen()
    const { id } = await manager().ping({ params: paramsOf(made) })
    await arrivals(1)
    expect(receiver.arrived.map(({ headers }) => headers['jijiao-delivery'])).toEqual([id])
    expect(receiver.arrived[0]?.headers['jijiao-event']).toBe('ping')
  })

  it('keeps its secret sealed and shows it once', async () => {
    const made = await subscribe()
    const stored = await webhookModel(api.app.deps.db).findById(made.webhook.id).lean()
    expect(JSON.stringify(stored)).not.toContain(made.secret)
    expect(JSON.stringify(await manager().get({ params: paramsOf(made) }))).not.toContain(made.secret)
    expect((await refusal(subscribe())).code).toBe('webhook_exists')
  })

  it('signs with both secrets for a day after a rotation', async () => {
    const made = await subscribe()
    const body = { version: made.webhook.version }
    const rotated = await manager().rotateSecret({ params: paramsOf(made), body })
    expect(rotated.webhook.previousSecretUntil).not.toBeNull()
    expect((await refusal(manager().rotateSecret({ params: paramsOf(made), body }))).code).toBe('state_conflict')
    await manager().ping({ params: paramsOf(made) })
    const [both] = await arrivals(1)
    api.clock.advance(SECRET_OVERLAP_HOURS * 3_600_000)
    await manager().ping({ params: paramsOf(made) })
    const [, alone] = await arrivals(2)
    expect([made, rotated].map(({ secret }) => both && isSignedWith(secret, both))).toEqual([true, true])
    expect([made, rotated].map(({ secret }) => alone && isSignedWith(secret, alone))).toEqual([false, true])
  })
})

describe('a receiver that fails', () => {
  it('is given up after days of failing, and the unit is told; enabled again it can be asked to take what it missed', async () => {
    const made = await subscribe()
    receiver.answers.status = 503
    await happen()
    await arrivals(1)
    api.clock.advance(FAILING_DAYS * DAY_MS)
    await arrivals(2)
    const [kept] = (await manager().list()).data
    expect(kept).toMatchObject({ state: 'disabled', abilities: { enable: true, disable: false } })
    expect((await asUnit().messages.list()).data.map(({ kind }) => kind)).toContain('webhookDisabled')
    expect(await factNamesAbout(api, made.webhook.id)).toEqual(['WebhookCreated', 'WebhookDisabled'])
    await happen()
    const [delivery] = await listed(made.webhook.id)
    const params = { deliveryId: delivery?.id ?? '' }
    expect((await refusal(manager().redeliver({ params }))).code).toBe('webhook_disabled')
    const enabled = await manager().enable({ params: paramsOf(made), body: { version: kept?.version ?? 0 } })
    expect(enabled).toMatchObject({ state: 'active', failingSince: null, disabledAt: null })
  })

  it('is not reproached for what its former address did', async () => {
    const made = await subscribe()
    receiver.answers.status = 503
    await happen()
    await arrivals(1)
    const failing = await vi.waitFor(async () => {
      const now = await manager().get({ params: paramsOf(made) })
      expect(now.failingSince).not.toBeNull()
      return now
    })
    const edit = (url: string, version: number) =>
      manager().edit({ params: paramsOf(made), body: { url, events: ['class.closed'], version } })
    const same = await edit(receiver.url, failing.version)
    expect(same.failingSince).toBe(failing.failingSince)
    expect((await edit(`${receiver.url}/new`, same.version)).failingSince).toBeNull()
  })
})

describe('what is sent again or changed', () => {
  it('is sent once more under its id, and by one of two who ask', async () => {
    const made = await subscribe()
    await happen()
    await arrivals(1)
    const [delivery] = await listed(made.webhook.id)
    const params = { deliveryId: delivery?.id ?? '' }
    const codes = await Promise.all(
      [1, 2].map(() =>
        manager()
          .redeliver({ params })
          .then(
            () => 'done',
            ({ code }: { code: string }) => code,
          ),
      ),
    )
    expect(codes.toSorted()).toEqual(['done', 'state_conflict'])
    const [first, second] = await arrivals(2)
    expect(second?.headers['jijiao-delivery']).toBe(first?.headers['jijiao-delivery'])
    expect((await listed(made.webhook.id))[0]).toMatchObject({ state: 'delivered', attempts: 2 })
  })

  it('goes to nobody once it is disabled or removed', async () => {
    const made = await subscribe()
    receiver.answers.status = 500
    await happen()
    await arrivals(1)
    const disabled = await manager().disable({ params: paramsOf(made), body: { version: made.webhook.version } })
    expect(disabled.state).toBe('disabled')
    api.clock.advance(60_000)
    await api.app.worker.runDue()
    expect(receiver.arrived).toHaveLength(1)
    expect((await listed(made.webhook.id))[0]).toMatchObject({ state: 'failed', nextAttemptAt: null })
    await manager().remove({ params: paramsOf(made) })
    expect((await refusal(manager().get({ params: paramsOf(made) }))).code).toBe('not_found')
  })

  it('takes another address and other events', async () => {
    const made = await subscribe()
    const content = { url: 'https://example.com/new', events: ['certificate.issued' as const] }
    const body = { ...content, version: 1 }
    expect(await manager().edit({ params: paramsOf(made), body })).toMatchObject({ ...content, version: 2 })
    expect((await refusal(manager().edit({ params: paramsOf(made), body }))).code).toBe('state_conflict')
  })
})

describe('an address', () => {
  it.each([
    'http://example.com/hooks',
    'ftp://example.com/hooks',
    'https://user:secret@example.com/',
    'https://192.168.1.10/hooks',
    'https://[::ffff:10.0.0.1]/hooks',
    'https://[fe80::1]/hooks',
    'https://0x7f000001.example.local/',
    'https://167772161/',
    'https://intranet/hooks',
    'https://example.com:25/',
    'not an address',
  ])('%s is refused', async (url) => {
    const refused = await refusal(manager().create({ body: { url, events: ['class.closed'] } }))
    expect(refused).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '#/url' }] })
  })

  it('is for ten subscriptions of a unit, by its own login, unseen by others', async () => {
    const made = await subscribe()
    const create = (n: number) =>
      manager().create({ body: { url: `https://example.com/${n}`, events: ['class.closed'] } })
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9]) await create(n)
    expect((await refusal(create(10))).code).toBe('too_many_webhooks')
    const other = await registerOpenUnit(api)
    const asOther = api.as(other.token).webhooks
    expect((await asOther.list()).data).toEqual([])
    for (const attempt of [
      () => asOther.get({ params: paramsOf(made) }),
      () => asOther.rotateSecret({ params: paramsOf(made), body: { version: 1 } }),
      () => asOther.deliveries({ params: paramsOf(made) }),
      () => asOther.remove({ params: paramsOf(made) }),
    ]) {
      expect((await refusal(attempt())).code).toBe('not_found')
    }
    expect((await refusal(api.as().webhooks.list())).code).toBe('not_signed_in')
  })
})

/** The last of all: its first process does no background work any more. */
describe('a receiver that is back after a restart', () => {
  it('gets the same again, under the same id', async () => {
    const made = await subscribe()
    receiver.answers.status = 500
    await happen()
    await arrivals(1)
    const [waiting] = await listed(made.webhook.id)
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, lastStatus: 500, lastFault: 'refusedStatus' })
    receiver.answers.status = 200
    await api.app.stop()
    const restarted = createApp(api.app.deps)
    await restarted.start()
    api.clock.advance((RETRY_SECONDS[0] ?? 0) * 1_000)
    await arrivals(2, restarted)
    await restarted.stop()
    const [first, second] = receiver.arrived
    expect(second?.body).toBe(first?.body)
    expect(second?.headers['jijiao-delivery']).toBe(waiting?.id)
    expect((await listed(made.webhook.id))[0]).toMatchObject({ state: 'delivered', attempts: 2, lastFault: null })
  })
})
