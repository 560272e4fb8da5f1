import { contract } from '@jijiao/shared/api/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/support/api'
import { aClass, addConfirmedTrainees } from '../../../test/support/classes'
import { createUnitWithOperator } from '../../../test/support/people'
import { classModel } from '../features/classes'

let api: TestApi
let token: string
beforeAll(async () => {
  api = await startTestApi()
})
// Somebody new for each test: nobody is slowed down by the requests of the test before.
beforeEach(async () => {
  token = (await createUnitWithOperator(api)).token
})
afterAll(() => api.stop())

const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  })
const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  return (await response.json()) as { code: string; status: number; requestId: string; errors?: { pointer: string }[] }
}

describe('a refusal', () => {
  it.each([
    ['broken JSON', 'POST', '/api/v1/classes', '{"name":', {}, 400, 'malformed_request'],
    [
      'a body that is not JSON',
      'POST',
      '/api/v1/classes',
      'name=x',
      { 'content-type': 'text/plain' },
      415,
      'unsupported_media_type',
    ],
    [
      'a body that is too large',
      'POST',
      '/api/v1/classes',
      JSON.stringify({ name: 'x'.repeat(120_000) }),
      {},
      413,
      'too_large',
    ],
    ['an unknown address', 'GET', '/api/v1/nothing', undefined, {}, 404, 'not_found'],
    ['a method that the address does not have', 'PUT', '/api/v1/check-ins', '{}', {}, 405, 'method_not_allowed'],
    ['an id that is none', 'GET', '/api/v1/classes/abc', undefined, {}, 404, 'not_found'],
    ['an address that cannot be decoded', 'GET', '/api/v1/classes/%E0%A4%A', undefined, {}, 404, 'not_found'],
  ])('of %s is a problem document', async (_, method, path, body, headers, status, code) => {
    const response = await send(method, path, body, headers)
    const problem = await problemOf(response)
    expect([response.status, problem.status, problem.code]).toEqual([status, status, code])
    expect(response.headers.get('x-request-id')).toBe(problem.requestId)
  })

  it('names every wrong field with its pointer, unknown ones included', async () => {
    const response = await send(
      'POST',
      '/api/v1/classes',
      JSON.stringify({ ...aClass, name: '', plannedNumber: 0, extra: 1 }),
    )
    const { code, errors } = await problemOf(response)
    expect(code).toBe('invalid_input')
    expect(errors?.map(({ pointer }) => pointer).toSorted()).toEqual(['#', '#/name', '#/plannedNumber'])
  })

  it('keeps a request id that is well formed and replaces one that is not', async () => {
    const good = await send('GET', '/api/v1/nothing', undefined, { 'x-request-id': 'trace-12345678' })
    expect(good.headers.get('x-request-id')).toBe('trace-12345678')
    const bad = await send('GET', '/api/v1/nothing', undefined, { 'x-request-id': 'a b<script>' })
    expect(bad.headers.get('x-request-id')).toMatch(/^[\w-]{16}$/)
  })
})

describe('an idempotency key', () => {
  const create = (key: string, name: string) =>
    send('POST', '/api/v1/classes', JSON.stringify({ ...aClass, name }), { 'idempotency-key': key })

  it('answers a repetition as the first time and does nothing again', async () => {
    const first = await create('key-repeated-1', '重复提交班')
    const second = await create('key-repeated-1', '重复提交班')
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.json()).toEqual(await first.json())
    expect(await classModel(api.app.deps.db).countDocuments({ name: '重复提交班' })).toBe(1)
  })

  it('makes one of ten at once, and tells the others to wait or the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('key-at-once-1', '同时提交班')))
    const statuses = new Set(answers.map(({ status }) => status))
    expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true)
    expect(statuses.has(201)).toBe(true)
    expect(await classModel(api.app.deps.db).countDocuments({ name: '同时提交班' })).toBe(1)
  })

  it('is refused for another request under the same key', async () => {
    await create('key-reused-1', '第一个')
    expect((await problemOf(await create('key-reused-1', '第二个'))).code).toBe('idempotency_key_reused')
  })

  it('stays free after a refusal, so that the mended request goes through', async () => {
    expect((await problemOf(await create('key-mended-1', ''))).code).toBe('invalid_input')
    expect((await create('key-mended-1', '改好了')).status).toBe(201)
  })
})

describe('for those who run it', () => {
  it('says that it lives and is ready, and counts requests for the machine itself', async () => {
    expect(await (await fetch(`${api.url}/healthz`)).json()).toEqual({ status: 'alive' })
    expect(await (await fetch(`${api.url}/readyz`)).json()).toEqual({ status: 'ready' })
    const metrics = await (await fetch(`${api.url}/metrics`)).text()
    expect(metrics).toContain('jijiao_request_duration_seconds_count{operation="classes.create",status="2xx"}')
    expect((await fetch(`${api.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404)
  })

  it('describes every operation, and has a page to read it', async () => {
    const document = (await (await fetch(`${api.url}/openapi.json`)).json()) as { paths: Record<string, object> }
    const described = Object.values(document.paths).flatMap((methods) => Object.keys(methods))
    const count = Object.values(contract).reduce((sum, operations) => sum + Object.keys(operations).length, 0)
    expect(described).toHaveLength(count)
    const page = await fetch(`${api.url}/docs`)
    expect(await page.text()).toContain('swagger-ui')
    for (const asset of ['start.js', 'swagger-ui-bundle.js', 'swagger-ui.css']) {
      expect((await fetch(`${api.url}/docs/${asset}`)).status).toBe(200)
    }
    expect((await fetch(`${api.url}/docs/package.json`)).headers.get('content-type')).not.toContain('javascript')
  })

  it('forbids foreign scripts and framing', async () => {
    const { headers } = await fetch(`${api.url}/docs`)
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('personal numbers', () => {
  it('are masked in every list that an operator reads', async () => {
    const { unit, token: operator } = await createUnitWithOperator(api)
    const trainees = await addConfirmedTrainees(api, unit, 3)
    const text = JSON.stringify(await api.as(operator).affiliations.trainees({ query: {} }))
    for (const { residentId, phone } of trainees) {
      expect(text).not.toContain(residentId)
      expect(text).not.toContain(phone)
    }
    expect(text).toContain('********')
  })
})
