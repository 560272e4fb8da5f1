import { Types, trusted } from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, bySystem } from '../../../../test/support/classes'
import { createUnitWithOperator } from '../../../../test/support/people'
import { affiliationModel } from './affiliation.model'
import { searchKeysJob } from './search-keys.job'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

it('finds people again whose binding was stored before lists were searched by keys', async () => {
  const { unit, token } = await createUnitWithOperator(api)
  const trainees = await addConfirmedTrainees(api, unit, 3, ['张三丰', '欧阳小三', '李四'])
  const Affiliations = affiliationModel(api.app.deps.db)
  const [old, ancient] = trainees
  const before = trusted({ $in: [old, ancient].map((one) => new Types.ObjectId(one?.traineeId)) })
  await Affiliations.collection.updateMany({ traineeId: before }, { $unset: { searchKeys: 1 } })
  const find = async (q: string) =>
    (await api.as(token).affiliations.trainees({ query: { q } })).data.map(({ name }) => name)
  expect(await find('三')).toEqual([])

  const job = searchKeysJob(api.app.deps)
  const context = { jobId: '', payload: null, of: bySystem(api), signal: new AbortController().signal }
  const run = () => job.run({ ...context, report: async () => undefined })
  expect(await run()).toEqual({ filled: 2 })
  expect(await find('三')).toEqual(['欧阳小三', '张三丰'])
  expect(await find(old?.residentId ?? '')).toEqual(['张三丰'])
  expect(await run()).toEqual({ filled: 0 })
})
