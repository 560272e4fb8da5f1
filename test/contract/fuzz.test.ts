import { problemsOf } from '@jijiao/api/http/openapi'
import { contract } from '@jijiao/shared/api/contract'
import { type Operation, PROBLEMS, type ProblemDocument } from '@jijiao/shared/http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { matrix } from '../policies/matrix'
import { PERSONAS } from '../policies/personas'
import { makeThing, statesOf, THING_KINDS } from '../policies/things'
import { buildWorld, type World } from '../policies/world'
import { startTestApi, type TestApi } from '../support/api'
import { watchQueries } from '../support/scans'
import { fuzzed } from './arbitrary'
import { anyForm } from './forms'

/** Of each operation; `npm run fuzz` sends more. The same number sends the same requests again. */
const CASES = inject('fuzzCases')
const AT_ONCE = 16
const LIMIT_MS = 600_000

const noLimits = { ofAccount: async () => undefined, ofAddress: async () => undefined }

let api: TestApi
let world: World
let ids: string[]
let queries: ReturnType<typeof watchQueries>
beforeAll(async () => {
  api = await startTestApi({ limits: noLimits })
  queries = watchQueries(api.app.deps.db)
  world = await buildWorld(api)
  for (const kind of THING_KINDS) for (const state of statesOf(kind)) await makeThing(world, kind, state)
  await world.settle()
  ids = await everyId(api)
}, LIMIT_MS)
afterAll(() => api.stop())

const operations = Object.entries(contract).flatMap(([group, operations]) =>
  Object.entries(operations as Record<string, Operation>).map(([name, operation]) => ({
    name: `${group}.${name}`,
    operation,
  })),
)

describe('whatever comes is answered with a success or a problem of the contract', () => {
  it.each(operations)('$name', { timeout: LIMIT_MS }, async ({ name, operation }) => {
    const cases = fc.sample(requestOf(operation, ids), { numRuns: CASES, seed: CASES })
    for (let from = 0; from < cases.length; from += AT_ONCE) {
      await Promise.all(
        cases.slice(from, from + AT_ONCE).map(async (given) => {
          const token = world.tokenOf(given.persona, { ...matrix[name], isOfSession: false })
          const text = await queries.during(() => expectAnswer(api.url, operation, given, token))
          if (!matrix[name]?.showsWholeNumbers)
            expect(world.wholeNumbers.filter((one) => text.includes(one))).toEqual([])
        }),
      )
    }
    expect(await queries.wholeReads(), 'queries that no index answers').toEqual([])
  })
})

async function everyId(api: TestApi): Promise<string[]> {
  const { db } = api.app.deps.db
  if (!db) throw new Error('there is no database')
  const collections = await db.listCollections().toArray()
  const ids = await Promise.all(
    collections.map(({ name }) =>
      db
        .collection(name)
        .find({}, { projection: { _id: 1 } })
        .limit(12)
        .toArray(),
    ),
  )
  return ids.flat().flatMap(({ _id }) => (/^[0-9a-f]{24}$/.test(String(_id)) ? [String(_id)] : []))
}

/** Parameters that come twice, as objects, or with bytes that are no text: no client sends them, somebody will. */
const tail = fc.oneof(
  { arbitrary: fc.constant(''), weight: 20 },
  fc.constantFrom('&q=a&q=b', '&cursor[$ne]=x&__proto__[a]=b', '&cursor=W10&q=%00&limit=0'),
)

const requestOf = (operation: Operation, ids: readonly string[]) =>
  fc.record({
    persona: fc.constantFrom(...PERSONAS),
    params: operation.params ? fuzzed(operation.params, ids) : fc.constant({}),
    query: operation.query ? fuzzed(operation.query, ids) : fc.constant({}),
    body: operation.body ? fuzzed(operation.body, ids) : fc.constant(undefined),
    tail,
    form: operation.takesFile ? fc.oneof({ arbitrary: anyForm, weight: 9 }, fc.constant(null)) : fc.constant(null),
  })
type Request = ReturnType<typeof requestOf> extends fc.Arbitrary<infer T> ? T : never

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
// A lone surrogate has no place in an address: no client can send it.
const encode = (value: unknown) =>
  encodeURIComponent(
    asText(value)
      .slice(0, 2_000)
      .replace(/\p{Cs}/gu, ''),
  ) || '%20'

async function expectAnswer(url: string, operation: Operation, given: Request, token: string | undefined) {
  const params = Object(given.params) as Record<string, unknown>
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encode(params[name]))
  const query = Object.entries(Object(given.query) as object).map(([name, value]) => `${encode(name)}=${encode(value)}`)
  // Longer addresses than Node takes are refused by Node itself.
  const address = `${url}/api/v1${path}?${query.join('&')}`.slice(0, 8_000) + given.tail
  const response = await fetch(address, {
    method: operation.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(operation.body && { 'content-type': 'application/json' }),
    },
    ...(operation.body && { body: JSON.stringify(given.body) ?? 'null' }),
    ...(given.form && { body: given.form }),
  })
  const text = await response.text()
  const said = `${operation.method} ${path} ${JSON.stringify(given).slice(0, 1_000)}: ${response.status} ${text.slice(0, 500)}`
  expect(response.status, said).toBeLessThan(500)
  if (response.status < 400) return text
  expect(response.headers.get('content-type'), said).toContain('application/problem+json')
  const problem = JSON.parse(text) as ProblemDocument
  expect(problem.status, said).toBe(response.status)
  expect(PROBLEMS[problem.code as keyof typeof PROBLEMS]?.status, said).toBe(problem.status)
  expect(problemsOf(operation), said).toContain(problem.code)
  if (problem.code === 'invalid_input') expect(problem.errors?.[0]?.pointer, said).toMatch(/^(#|query|path)/)
  return text
}
