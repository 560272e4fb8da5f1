import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { bySystem } from '../../../../test/support/classes'
import { giveHours } from '../../../../test/support/hours'
import { unitWithoutHours } from '../../../../test/support/years'
import { shortTenthsJob } from './short-tenths.job'
import { standingModel } from './standing.model'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

it('sorts by what is short also the standings that were stored before that could be', async () => {
  api.clock.set(Date.parse('2026-10-20T02:00:00Z'))
  const { unit, trainees, operator } = await unitWithoutHours(api)
  const [first] = trainees
  if (!first) expect.fail('there is nobody')
  await giveHours(api, unit, [first], { category: 'public', hours: 30, startsOn: '2026-03-02' })
  const listed = async () =>
    (await operator().years.standings({ params: { year: 2026 }, query: { sort: '-short' } })).data.map(
      ({ name }) => name,
    )
  await operator().years.summary({ params: { year: 2026 } })
  await standingModel(api.app.deps.db).collection.updateMany({}, { $unset: { shortTenths: 1 } })

  const job = shortTenthsJob(api.app.deps)
  const context = { jobId: '', payload: null, of: bySystem(api), signal: new AbortController().signal }
  const run = () => job.run({ ...context, report: async () => undefined })
  expect(await run()).toEqual({ filled: 3 })
  expect(await listed()).toEqual(['陈果', '白灵', '安平'])
  expect(await run()).toEqual({ filled: 0 })
})
