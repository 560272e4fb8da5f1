import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect as connectSocket, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedDatabase, startEmbedded } from '@jijiao/api/db/embedded'
import { classModel, enrollmentModel } from '@jijiao/api/features/classes'
import { creditRecordModel } from '@jijiao/api/features/credit-records'
import { endpoints } from '@jijiao/shared/api'
import type { ApiContract } from '@jijiao/shared/api/contract'
import { createClient } from '@jijiao/shared/http'
import { Types } from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fetchTransport, realClock, startTestApi, type TestApi } from '../support/api'
import { addConfirmedTrainees, addOpenClass, type TestTrainee } from '../support/classes'
import { enterResults } from '../support/closing'
import { factNamesAbout } from '../support/facts'
import { lasting } from '../support/lasting'
import { createUnitWithOperator, type TestUnit } from '../support/people'
import { addressOf, runScript } from '../support/process'
import { outcome } from '../support/refusal'

/**
 * The API's process dies in the middle of a closing, at three moments that its own words to the database tell: before
 * the records are written, before the messages are, and with the commit on its way.
 */
const PEOPLE = 30
const MOMENTS = ['creditRecords', 'messages', 'commitTransaction'] as const

const key = () => randomBytes(32)
const secrets = {
  tokenKey: key(),
  checkInKey: key(),
  indexKey: key(),
  certificateKey: key(),
  dataKeys: [{ keyId: 'test', key: key() }],
}

let directory: string
let database: EmbeddedDatabase
let api: TestApi
let unit: TestUnit
let operator: () => ReturnType<TestApi['as']>
let token: () => string
const children: ChildProcess[] = []
const proxies: Server[] = []

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jijiao-closing-'))
  database = await startEmbedded(join(directory, 'database'))
  api = await startTestApi({ databaseUri: database.uri, clock: realClock, secrets })
  const made = await createUnitWithOperator(api)
  unit = made.unit
  operator = lasting(api, made.token)
  const actor = api.app.deps.tokens.verify(made.token)
  token = () => api.app.deps.tokens.sign(actor)
}, 120_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const proxy of proxies) proxy.close()
  await api.stop()
  await database.stop()
  await rm(directory, { recursive: true, force: true })
})

/** What stands between a process and the database, and sees what is said. */
async function listenIn(hears: (said: Buffer) => unknown): Promise<string> {
  const { port, hostname } = new URL(database.uri)
  const proxy = createServer((client) => {
    const server = connectSocket(Number(port), hostname)
    client.on('data', hears)
    client.pipe(server).pipe(client)
    for (const socket of [client, server]) socket.on('error', () => undefined)
  })
  proxies.push(proxy)
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = new URL(database.uri)
  address.port = String((proxy.address() as AddressInfo).port)
  address.pathname = `/${api.app.deps.db.name}`
  return address.href
}

/** Another process of the system beside the one of the test. */
async function startProcess(uri: string) {
  const base64 = (bytes: Buffer) => bytes.toString('base64')
  const started = runScript(directory, 'api/src/main.ts', {
    DEMO: 'false',
    PORT: '0',
    HOST: '127.0.0.1',
    // It dies at the messages of the closing, not at others.
    YEAR_REMINDER_DAYS: 'none',
    MONGODB_URI: uri,
    TOKEN_KEY: base64(secrets.tokenKey),
    CHECK_IN_KEY: base64(secrets.checkInKey),
    INDEX_KEY: base64(secrets.indexKey),
    CERTIFICATE_KEY: base64(secrets.certificateKey),
    DATA_KEYS: secrets.dataKeys.map((one) => `${one.keyId}:${base64(one.key)}`).join(),
  })
  children.push(started.child)
  const url = await addressOf(started)
  return { child: started.child, client: createClient<ApiContract>(endpoints, fetchTransport(url, token())) }
}

/** A class as it stands in the database, with all that a closing makes. */
async function standingOf(classId: string, trainees: readonly TestTrainee[]) {
  const { db } = api.app.deps
  const ofClass = { classId: new Types.ObjectId(classId) }
  const records = await creditRecordModel(db).find(ofClass).lean()
  const trainingClass = await classModel(db).findById(classId).orFail().lean()
  const settled = await enrollmentModel(db).countDocuments({ ...ofClass, outcome: 'recognized' })
  const told = await db.collection('messages').countDocuments({
    recipient: { $in: trainees.map(({ traineeId }) => `trainee:${traineeId}`) },
    kind: 'classClosedPassed',
  })
  return {
    state: trainingClass.state,
    records: records.length,
    people: new Set(records.map(({ traineeId }) => String(traineeId))).size,
    settled,
    told,
    facts: (await factNamesAbout(api, classId)).filter((name) => name === 'ClassClosed').length,
  }
}

const open = { state: 'open', records: 0, people: 0, settled: 0, told: 0, facts: 0 }
const closed = { state: 'closed', records: PEOPLE, people: PEOPLE, settled: PEOPLE, told: PEOPLE, facts: 1 }

/** Answers what the class was when its process was dead, and what it was when it had been closed again. */
async function killedAt(word: string) {
  const trainees = await addConfirmedTrainees(api, unit, PEOPLE)
  const classId = String((await addOpenClass(api, unit, trainees, { courseName: `工程伦理 ${word}` }))._id)
  await enterResults(api, classId, trainees)
  const doomed: { child?: ChildProcess } = {}
  const uri = await listenIn((said) => said.includes(word) && doomed.child?.kill('SIGKILL'))
  const { child, client } = await startProcess(uri)
  doomed.child = child
  const exited = once(child, 'exit')
  await Promise.all([outcome(client.classEndings.close({ params: { classId }, body: {} })), exited])
  const after = await standingOf(classId, trainees)
  // The next process, or the same one started again. What the dead one has locked is free after a minute, as with MongoDB.
  const again = await outcome(operator().classEndings.close({ params: { classId }, body: {} }))
  return { word, signal: child.signalCode, after, again, atLast: await standingOf(classId, trainees) }
}

it('closes a class wholly or not at all when its process dies in the middle', { timeout: 240_000 }, async () => {
  for (const { word, signal, after, again, atLast } of await Promise.all(MOMENTS.map(killedAt))) {
    expect(signal, word).toBe('SIGKILL')
    expect([open, closed], word).toContainEqual(after)
    if (word !== 'commitTransaction') expect(after, word).toEqual(open)
    expect(again, word).toBe(after.state === 'open' ? 'done' : 'class_not_open')
    expect(atLast, word).toEqual(closed)
  }
})
