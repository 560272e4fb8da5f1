import type { ApiContract } from '@jijiao/shared/api/contract'
import { factLabel } from '@jijiao/shared/audit-log'
import type { Client } from '@jijiao/shared/http'
import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { createUnitWithOperator } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { registerUnit } from '../../../../test/support/unit-accounts'
import { circumstances, fact, recordFacts, sealedFactModel } from '../../audit'
import { inTransaction } from '../../db/transaction'

let api: TestApi
let unit: Awaited<ReturnType<typeof registerUnit>>
let owner: Client<ApiContract>
beforeAll(async () => {
  api = await startTestApi()
  unit = await registerUnit(api)
  owner = api.as(unit.token)
  const accountId = unit.person.accountId
  const actor = { accountId, sessionId: '', isRealName: true, traineeId: null, actingAs: null } as const
  const organizationId = unit.organizationId
  for (let hour = 0; hour < 3; hour += 1) {
    api.clock.advance(60_000)
    const of = circumstances(actor, { id: `request-${hour}`, receivedAt: api.clock.now() })
    const subject = { kind: 'class', id: String(new Types.ObjectId()) } as const
    const made = [
      fact(of, { what: 'ClassOpened', subject, organizationId, from: 'planned', to: 'open' }),
      fact(of, { what: 'ClassCancelled', subject, organizationId: 'f'.repeat(24) }),
    ]
    await inTransaction(api.app.deps.db, (session) => recordFacts(api.app.deps.db, made, session))
  }
  await vi.waitFor(
    async () => {
      const sealed = await sealedFactModel(api.app.deps.db).countDocuments({ organizationId, what: 'ClassOpened' })
      if (sealed < 3) throw new Error('not sealed yet')
    },
    { timeout: 10_000 },
  )
})
afterAll(() => api.stop())

const log = (who: Client<ApiContract>, query: object = {}) =>
  who.auditLog.list({ params: { organizationId: unit.organizationId }, query })

describe("a unit's audit log", () => {
  it('tells its own account what happened, newest first, by pages and with names', async () => {
    const first = await log(owner, { what: 'ClassOpened', limit: 2 })
    expect(first.data[0]).toMatchObject({
      what: 'ClassOpened',
      subject: { kind: 'class' },
      actor: { account: { id: unit.person.accountId, name: unit.person.name }, organization: null },
      from: 'planned',
      to: 'open',
      requestId: 'request-2',
    })
    expect(factLabel(first.data[0]?.what ?? '')).toBe('开班')
    const rest = await log(owner, { what: 'ClassOpened', limit: 2, cursor: first.nextCursor })
    expect(rest.data.map(({ requestId }) => requestId)).toEqual(['request-0'])
    expect(rest.nextCursor).toBeNull()
    const all = (await log(owner, { limit: 100 })).data
    expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).sort((a, b) => b - a))
    expect(all.map(({ what }) => what)).toContain('OrganizationCreated')
  })

  it('is filtered by kind, subject, actor and time', async () => {
    const [newest] = (await log(owner, { what: 'ClassOpened' })).data
    const found = async (query: object) => (await log(owner, query)).data.map(({ requestId }) => requestId)
    expect(await found({ subjectKind: 'class' })).toEqual(['request-2', 'request-1', 'request-0'])
    expect(await found({ subjectId: newest?.subject.id })).toEqual(['request-2'])
    expect(await found({ actorId: unit.person.accountId, since: newest?.at })).toEqual(['request-2'])
    expect(await found({ what: 'ClassOpened', until: newest?.at })).toHaveLength(3)
    expect(await found({ what: 'NeverHeardOf' })).toEqual([])
    expect((await refusal(log(owner, { what: '$ne' }))).code).toBe('invalid_input')
    expect((await refusal(log(owner, { cursor: 'x' }))).code).toBe('invalid_input')
  })

  it('is read by the HR authorities of the region, and by nobody else', async () => {
    const near = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '440000' })
    expect((await log(api.as(near.token), { what: 'ClassOpened' })).data).toHaveLength(3)
    const far = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '440100' })
    const industry = await createUnitWithOperator(api, { kind: 'industryAuthority', regionCode: '440000' })
    const other = await registerUnit(api)
    for (const { token } of [far, industry, other, { token: unit.person.token }]) {
      expect((await refusal(log(api.as(token)))).code).toBe('not_found')
    }
    const own = await createUnitWithOperator(api)
    const params = { organizationId: own.unit.id }
    expect((await refusal(api.as(own.token).auditLog.list({ params }))).code).toBe('not_allowed')
    expect((await refusal(log(api.as()))).code).toBe('not_signed_in')
  })
})
