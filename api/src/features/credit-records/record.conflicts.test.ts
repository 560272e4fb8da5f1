import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { recognizedRecord, recordWorld, submittedByPerson } from '../../../../test/support/records'
import { refreshConflicts } from './record.conflicts'
import { creditRecordModel } from './record.model'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

/** Other work of the process, which goes on meanwhile, asks for other things. */
const LOOKED_AT = ['creditRecords', 'organizations', 'ruleSets', 'ruleSetStamps']

async function queriesDuring(act: () => Promise<unknown>): Promise<string[]> {
  const { db } = api.app.deps
  const queries: string[] = []
  db.set('debug', (collection: string, method: string) => {
    if (LOOKED_AT.includes(collection)) queries.push(`${collection}.${method}`)
  })
  await act()
  db.set('debug', false)
  return queries
}

describe('what waits, looked at again when hours have changed', () => {
  it('takes as many queries for many people as for one, whatever unit they belong to', async () => {
    const [world, other] = [await recordWorld(api, { trainees: 3 }), await recordWorld(api, { trainees: 2 })]
    const people = [
      ...world.trainees.map((trainee) => ({ ...world, trainee, person: api.as(trainee.token) })),
      ...other.trainees.map((trainee) => ({ ...other, trainee, person: api.as(trainee.token) })),
    ]
    for (const one of people) {
      await submittedByPerson(one)
      await submittedByPerson(one, { courseName: '安全生产', startsOn: '2026-04-01', endsOn: '2026-04-03' })
      await recognizedRecord(one)
    }
    const idOf = ({ trainee }: (typeof people)[number]) => new Types.ObjectId(trainee.traineeId)
    const forOne = await queriesDuring(() => refreshConflicts(api.app.deps, people.slice(0, 1).map(idOf)))
    expect(forOne).not.toEqual([])
    const forAll = await queriesDuring(() => refreshConflicts(api.app.deps, people.map(idOf)))
    expect(forAll).toEqual(forOne)
    const marked = await creditRecordModel(api.app.deps.db).find({ state: 'submitted' }).lean()
    const shown = marked.map(({ courseName, hasConflict }) => `${courseName} ${hasConflict}`)
    expect(shown.toSorted()).toEqual([...Array(5).fill('安全生产 false'), ...Array(5).fill('工程伦理 true')])
  })
})
