import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@jijiao/api/db/connect'
import { type EmbeddedDatabase, startEmbedded } from '@jijiao/api/db/embedded'
import { markModel } from '@jijiao/api/features/attendance'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTestApi } from '../support/api'
import { openRollCall, scan } from '../support/attendance'

const HALL = 200
const KILLED_AFTER = 60

let directory: string
const running: EmbeddedDatabase[] = []

const start = async () => {
  const database = await startEmbedded(directory)
  running.push(database)
  return database
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jijiao-killed-'))
})
afterEach(async () => {
  for (const database of running.splice(0)) await database.stop()
  await rm(directory, { recursive: true, force: true })
})

it('keeps every mark that was acknowledged before the database process was killed', { timeout: 120_000 }, async () => {
  const first = await start()
  const api = await startTestApi({ databaseUri: first.uri })
  const databaseName = api.app.deps.db.name
  const hall = await openRollCall(api, HALL)
  const code = hall.code()
  const acknowledged: string[] = []
  const attempts = hall.trainees.map(async (trainee) => {
    const { mark } = await scan(api, trainee, code)
    acknowledged.push(mark.id)
    if (acknowledged.length === KILLED_AFTER) first.process.kill('SIGKILL')
  })
  const outcome = Promise.allSettled(attempts)
  // Requests that were under way when the database died end in an error once the driver gives up.
  await expect.poll(() => first.process.signalCode, { timeout: 60_000 }).toBe('SIGKILL')
  const second = await start()
  const db = await connect(second.uri, databaseName)
  const before = acknowledged.length
  const stored = await markModel(db).find({ sessionId: hall.sessionId }).lean()
  const storedIds = new Set(stored.map(({ _id }) => String(_id)))
  expect(before).toBeGreaterThanOrEqual(KILLED_AFTER)
  expect(acknowledged.filter((id) => !storedIds.has(id))).toEqual([])
  expect(new Set(stored.map(({ traineeId }) => String(traineeId))).size).toBe(stored.length)
  expect(stored.every((mark) => mark.version === 1 && mark.facts.length <= 1)).toBe(true)
  await db.close()
  await api.stop({ isDatabaseGone: true })
  await outcome
})
