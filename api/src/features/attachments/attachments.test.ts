import type { ApiContract } from '@jijiao/shared/api/contract'
import { ATTACHMENT_MAX_BYTES, UNCLAIMED_HOURS } from '@jijiao/shared/attachments'
import type { Client } from '@jijiao/shared/http'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { aFile, pdf, png } from '../../../../test/support/files'
import { createUnitWithOperator, registerPerson, type TestPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { attachmentModel, attachmentsOf, claimAttachments, type OwnerRef, setAttachments } from '../../attachments'
import { inTransaction } from '../../db/transaction'

let api: TestApi
let person: TestPerson
let me: Client<ApiContract>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  person = await registerPerson(api)
  me = api.as(person.token)
})

const by = (accountId: string, organizationId: string | null = null) => ({
  actor: { accountId, organizationId },
  at: new Date(api.clock.now()),
  requestId: 'test-request',
})
const anOwner = (): OwnerRef => ({ kind: 'test', id: String(new Types.ObjectId()) })
const claim = (owner: OwnerRef, ids: readonly string[], of = by(person.accountId)) =>
  inTransaction(api.app.deps.db, (session) => claimAttachments(api.app.deps, of, { owner, ids }, session))
const upload = async (file = aFile('证明.pdf', pdf())) => (await me.attachments.upload({ file })).id

describe('an upload', () => {
  it('is what its content is, whatever it is called', async () => {
    const view = await me.attachments.upload({ file: aFile('../../etc/聘书 2026.exe', png()) })
    expect(view).toMatchObject({ name: '聘书 2026.png', type: 'png', sizeBytes: png().length, operator: person.name })
    const opened = await me.attachments.open({ params: { attachmentId: view.id } })
    expect(opened).toMatchObject({ name: '聘书 2026.png', type: 'image/png' })
    expect(Buffer.from(opened.content)).toEqual(png())
  })

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a picture with a script in it', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a program', 'MZ\u0090\u0000\u0003'],
    ['text', 'name,hours'],
  ])('of %s is refused', async (_, text) => {
    const problem = await refusal(me.attachments.upload({ file: aFile('a.pdf', Buffer.from(text)) }))
    expect(problem.code).toBe('attachment_type_refused')
  })

  it('is refused when it is empty, too large, not a file, or from nobody', async () => {
    expect((await refusal(me.attachments.upload({ file: aFile('a.pdf', Buffer.alloc(0)) }))).code).toBe('invalid_input')
    const large = aFile('a.pdf', Buffer.concat([pdf(), Buffer.alloc(ATTACHMENT_MAX_BYTES)]))
    expect((await refusal(me.attachments.upload({ file: large }))).code).toBe('too_large')
    expect((await refusal(api.as().attachments.upload({ file: aFile('a.pdf', pdf()) }))).code).toBe('not_signed_in')
    const headers = { authorization: `Bearer ${person.token}` }
    const post = (body: string | FormData, more = {}) =>
      fetch(`${api.url}/api/v1/attachments`, { method: 'POST', body, headers: { ...headers, ...more } })
    expect((await post('{}', { 'content-type': 'application/json' })).status).toBe(415)
    expect((await post('nonsense', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(400)
    const two = new FormData()
    for (const name of ['a.pdf', 'b.pdf']) two.append('file', new Blob([pdf()]), name)
    expect((await post(two)).status).toBe(400)
  })

  it('is kept once for each idempotency key', async () => {
    const file = aFile('a.pdf', pdf())
    const [one, again] = [
      await me.attachments.upload({ file }, { idempotencyKey: 'upload-0001' }),
      await me.attachments.upload({ file }, { idempotencyKey: 'upload-0001' }),
    ]
    expect(again).toEqual(one)
    const other = me.attachments.upload({ file: aFile('a.png', png()) }, { idempotencyKey: 'upload-0001' })
    expect((await refusal(other)).code).toBe('idempotency_key_reused')
  })

  it('goes out only for saving, with nothing that a browser would run', async () => {
    const id = await upload()
    const url = `${api.url}/api/v1/attachments/${id}/content`
    const response = await fetch(url, { headers: { authorization: `Bearer ${person.token}` } })
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('no-store')
    await response.arrayBuffer()
  })

  it('is the uploader’s alone until it is claimed', async () => {
    const params = { attachmentId: await upload() }
    const stranger = api.as((await registerPerson(api)).token)
    expect((await refusal(stranger.attachments.open({ params }))).code).toBe('not_found')
    expect((await refusal(stranger.attachments.remove({ params }))).code).toBe('not_found')
    expect((await refusal(api.as().attachments.open({ params }))).code).toBe('not_signed_in')
    await me.attachments.remove({ params })
    expect((await refusal(me.attachments.open({ params }))).code).toBe('not_found')
  })

  it('cannot be piled up', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => upload()))
    const problem = await refusal(me.attachments.upload({ file: aFile('a.pdf', pdf()) }))
    expect(problem.code).toBe('too_many_unclaimed')
    await me.attachments.remove({ params: { attachmentId: ids[0] ?? '' } })
    await upload()
  })
})

describe('a claim', () => {
  it('makes uploads part of a thing, and of one thing only', async () => {
    const [one, other] = [anOwner(), anOwner()]
    const ids = [await upload(), await upload()]
    await claim(one, ids)
    await claim(one, ids)
    expect((await attachmentsOf(api.app.deps, one)).map(({ _id }) => String(_id))).toEqual(ids)
    await expect(claim(other, ids.slice(0, 1))).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await refusal(me.attachments.open({ params: { attachmentId: ids[0] ?? '' } }))).code).toBe('not_found')
  })

  it('is won by one of two at once', async () => {
    const id = await upload()
    const results = await Promise.allSettled([claim(anOwner(), [id]), claim(anOwner(), [id])])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is for who uploaded it, acting for the same unit, in time', async () => {
    const { operator, unit, token } = await createUnitWithOperator(api)
    const { id } = await api.as(token).attachments.upload({ file: aFile('a.pdf', pdf()) })
    const refused = { code: 'invalid_input' }
    await expect(claim(anOwner(), [id])).rejects.toMatchObject(refused)
    await expect(claim(anOwner(), [id], by(operator.accountId))).rejects.toMatchObject(refused)
    await claim(anOwner(), [id], by(operator.accountId, unit.id))
    const late = await upload()
    api.clock.advance(UNCLAIMED_HOURS * 3_600_000)
    await expect(claim(anOwner(), [late])).rejects.toMatchObject(refused)
  })

  it('that fails leaves everything as it was', async () => {
    const owner = anOwner()
    const id = await upload()
    await expect(claim(owner, [id, String(new Types.ObjectId())])).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await attachmentsOf(api.app.deps, owner)).toEqual([])
    await claim(owner, [id])
  })
})

describe('what nothing has claimed', () => {
  it('is deleted with its file, while claimed files stay', async () => {
    const owner = anOwner()
    const [kept, dropped, unused] = [await upload(), await upload(), await upload()]
    await claim(owner, [kept, dropped])
    await inTransaction(api.app.deps.db, (session) =>
      setAttachments(api.app.deps, by(person.accountId), { owner, ids: [kept] }, session),
    )
    api.clock.advance((UNCLAIMED_HOURS + 1) * 3_600_000)
    await api.app.worker.runDue()
    const left = await attachmentModel(api.app.deps.db).find({}, { storageKey: 1 }).lean()
    expect(left.map(({ _id }) => String(_id))).toContain(kept)
    for (const id of [dropped, unused]) expect(left.map(({ _id }) => String(_id))).not.toContain(id)
    for (const { storageKey } of left) expect(await api.app.deps.files.get(storageKey)).not.toBeNull()
  })
})
