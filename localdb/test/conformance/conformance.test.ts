import type { Db, Document, MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../support/server'
import { aggregationCases } from './aggregation.cases'
import { type Case, numbered } from './case'
import { expressionCases } from './expression.cases'
import { projectionCases } from './projection.cases'
import { queryCases } from './query.cases'
import { sortCases } from './sort.cases'
import { updateCases } from './update.cases'

const suites: Record<string, Case[]> = {
  'a filter': queryCases,
  'a sort': sortCases,
  'a projection': projectionCases,
  'an update': updateCases,
  'a pipeline': aggregationCases,
  'an expression': expressionCases,
}

let server: { client: MongoClient; close: () => Promise<void> }
let db: Db

beforeAll(async () => {
  server = await connect()
  db = server.client.db(`conformance_${process.pid}`)
})

afterAll(async () => {
  await db?.dropDatabase()
  await server?.close()
})

async function refill(name: string, rows: Document[] = []): Promise<void> {
  await db.collection(name).deleteMany({})
  if (rows.length > 0) await db.collection(name).insertMany(numbered(rows) as Document[])
}

describe.each(Object.entries(suites))('%s', (_, cases) => {
  it.each(cases.map((one) => [one.fails ? `refuses ${one.title}` : one.title, one] as const))(
    '%s',
    async (_title, one) => {
      await refill('given', one.given)
      await refill('other', one.others)
      const result = one.when(db.collection('given'), db)
      if (one.fails) await expect(result).rejects.toMatchObject(one.fails)
      else expect(await result).toEqual(one.then)
    },
  )
})
