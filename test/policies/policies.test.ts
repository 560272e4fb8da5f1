import { contract } from '@jijiao/shared/api/contract'
import type { Operation, ProblemDocument } from '@jijiao/shared/http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { watchQueries } from '../support/scans'
import { matrix } from './matrix'
import { FOREIGN, PERSONAS, type Persona } from './personas'
import type { Input, Row } from './row'
import type { Thing } from './thing'
import { makeThing, statesOf } from './things'
import { buildWorld, type World } from './world'

let api: TestApi
let world: World
let queries: ReturnType<typeof watchQueries>
beforeAll(async () => {
  api = await startTestApi({ limits: { ofAccount: async () => undefined, ofAddress: async () => undefined } })
  queries = watchQueries(api.app.deps.db)
  world = await buildWorld(api)
})
afterEach(async () => expect(await queries.wholeReads(), 'queries that no index answers').toEqual([]))
beforeEach(() => world.settle())
afterAll(() => api.stop())

const operations = Object.entries(contract).flatMap(([group, group_]) =>
  Object.entries(group_ as Record<string, Operation>).map(([name, operation]) => ({
    name: `${group}.${name}`,
    operation,
  })),
)

type Answer = { status: number; code: string; refusal: '401' | '403' | '404' | null }

async function ask(persona: Persona, operation: Operation, row: Row, thing: Thing): Promise<Answer> {
  const { params = {}, query, body, file }: Input = row.input?.(world, thing) ?? {}
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const token = world.tokenOf(persona, row)
  const request = {
    method: operation.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(operation.body && { 'content-type': 'application/json' }),
    },
    ...(operation.body && { body: JSON.stringify(body ?? {}) }),
    ...(file && { body: formOf(file) }),
  }
  const address = `${api.url}/api/v1${path}?${new URLSearchParams(query)}`
  const response = await queries.during(() => fetch(address, request))
  const { status } = response
  const text = await response.text()
  if (!row.showsWholeNumbers) {
    expect(
      world.wholeNumbers.filter((number) => text.includes(number)),
      persona,
    ).toEqual([])
  }
  const code = status >= 400 ? (JSON.parse(text) as ProblemDocument).code : 'success'
  const isRefusal = [401, 403, 404].includes(status) && !row.about?.some((one) => one === code)
  return { status, code, refusal: isRefusal ? (String(status) as '401') : null }
}

function formOf(file: Blob): FormData {
  const form = new FormData()
  form.set('file', file, '证件扫描件.pdf')
  return form
}

const NOTHING: Thing = { id: '', version: 0 }
const ABSENT: Thing = { id: '0'.repeat(24), version: 1 }

const known = operations.filter(({ name }) => matrix[name] !== undefined)
/** Some ask a hundred times. */
const LIMIT_MS = 120_000

it('has a row for every operation and no other', () => {
  expect(Object.keys(matrix).toSorted()).toEqual(operations.map(({ name }) => name).toSorted())
})

describe.each(known)('$name', { timeout: LIMIT_MS }, ({ name, operation }) => {
  const row = matrix[name] as Row
  const states = row.on ? statesOf(row.on) : [null]
  const thingIn = (state: string | null) => (row.on && state ? makeThing(world, row.on, state) : NOTHING)
  const isListed = (persona: Persona, state: string | null) =>
    row.may.includes(persona) || (state !== null && (row.mayIn?.[persona]?.includes(state) ?? false))
  /** Another unit's things are absent: a refusal says nothing that it would not say of a thing that never was. */
  const isHidden = row.on !== undefined && !row.isPublic && operation.path.includes(':')

  it('refuses everybody who is not listed, in every state', async () => {
    for (const state of states) {
      const thing = await thingIn(state)
      const refused = PERSONAS.filter((one) => !isListed(one, state)).map(async (persona) => {
        const { refusal, code, status } = await ask(persona, operation, row, thing)
        const said = `${persona}, ${state}: ${status} ${code}`
        expect(refusal, said).not.toBeNull()
        if (persona === 'guest') expect(refusal, said).toBe('401')
        if (isHidden && refusal === '403' && FOREIGN.includes(persona)) {
          expect((await ask(persona, operation, row, ABSENT)).code, said).toBe(code)
        }
      })
      await Promise.all(refused)
    }
  })

  it('lets those who are listed through, where the state allows it', async () => {
    for (const state of states) {
      const isPossible = state === null || row.in === undefined || row.in.includes(state)
      for (const persona of PERSONAS.filter((one) => isListed(one, state))) {
        const { refusal, code, status } = await ask(persona, operation, row, await thingIn(state))
        const said = `${persona}, ${state}: ${status} ${code}`
        expect(refusal, said).toBeNull()
        expect(status, said).toBeLessThan(500)
        if (!row.about?.includes('invalid_input')) expect(code, said).not.toBe('invalid_input')
        if (isPossible && state !== null) expect(status, said).not.toBe(409)
        if (!isPossible) expect(status, said).toBe(409)
      }
    }
  })
})
