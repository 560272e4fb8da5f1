import { readSheet } from '@jijiao/api/sheets'
import { contract } from '@jijiao/shared/api/contract'
import { MOST_EXPORTED_ROWS, type Operation, SHEET_TYPE } from '@jijiao/shared/http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matrix } from '../policies/matrix'
import { PERSONAS } from '../policies/personas'
import { makeThing, statesOf, THING_KINDS } from '../policies/things'
import { buildWorld, type World } from '../policies/world'
import { startTestApi, type TestApi } from '../support/api'
import { factNamesAbout } from '../support/facts'
import { readPdf } from '../support/pdf'

/**
 * Invariant 7: a reader without the right never sees a whole number, not in a file either. (The answers themselves are
 * read through by the matrix of policies and by the fuzz.)
 */
let api: TestApi
let world: World
beforeAll(async () => {
  api = await startTestApi({ limits: { ofAccount: async () => undefined, ofAddress: async () => undefined } })
  world = await buildWorld(api)
  for (const kind of THING_KINDS) for (const state of statesOf(kind)) await makeThing(world, kind, state)
  await world.settle()
}, 240_000)
afterAll(() => api.stop())

const sheets = Object.entries(contract).flatMap(([group, operations]) =>
  Object.entries(operations as Record<string, Operation>).flatMap(([name, operation]) =>
    operation.sheet ? [{ name: `${group}.${name}`, operation }] : [],
  ),
)

/** Every cell of the answer as one text, or `null` when it was refused. */
async function exported({ name, operation }: (typeof sheets)[number], persona: (typeof PERSONAS)[number]) {
  const row = matrix[name]
  const thing = row?.on ? await makeThing(world, row.on, statesOf(row.on)[0] ?? '') : { id: '', version: 0 }
  const { params = {}, query } = row?.input?.(world, thing) ?? {}
  const path = operation.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const token = world.tokenOf(persona, {})
  const response = await fetch(`${api.url}/api/v1${path}?${new URLSearchParams(query)}`, {
    headers: { accept: SHEET_TYPE, ...(token && { authorization: `Bearer ${token}` }) },
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (!response.ok) return null
  const { rows } = await readSheet(bytes, { rows: MOST_EXPORTED_ROWS + 2, columns: 40 })
  return rows.map(({ cells }) => [...cells].join('\t')).join('\n')
}

describe('no spreadsheet of a list has a whole number', () => {
  it.each(sheets)('$name', async (sheet) => {
    let files = 0
    for (const persona of PERSONAS) {
      const text = await exported(sheet, persona)
      if (text === null) continue
      files += 1
      expect(
        world.wholeNumbers.filter((number) => text.includes(number)),
        persona,
      ).toEqual([])
    }
    expect(files).toBeGreaterThan(0)
  })
})

describe('a printed certificate', () => {
  it('has the number of whom it is about and of nobody else, for who may print it, and each print is known', async () => {
    const { id } = await makeThing(world, 'certificate', 'valid')
    const { residentId } = world.trainee
    const others = world.wholeNumbers.filter((number) => number !== residentId)
    for (const persona of PERSONAS) {
      const mayPrint = matrix['certificates.print']?.may.includes(persona)
      const before = (await factNamesAbout(api, id)).length
      const printed = await world
        .as(persona)
        .certificates.print({ body: { certificateIds: [id] } })
        .catch(() => null)
      expect(printed !== null, persona).toBe(mayPrint)
      if (!printed) continue
      const file = new Uint8Array(await (await fetch(new URL(printed.url, api.url))).arrayBuffer())
      const text = (await readPdf(file)).pages.join('')
      expect(text).toContain(residentId)
      expect(others.filter((number) => text.includes(number))).toEqual([])
      expect((await factNamesAbout(api, id)).length).toBeGreaterThan(before)
    }
  }, 60_000)
})
