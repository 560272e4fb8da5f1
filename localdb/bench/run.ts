import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Collection, type Document, MongoClient } from 'mongodb'
import { measureRaw } from './raw'
import { measureWire } from './wire'

const SECONDS = Number(process.env.BENCH_SECONDS ?? 2)
const DOCUMENTS = 20_000
const CONNECTIONS = [1, 32]

const note = (text: string) => process.stderr.write(`${text}\n`)

/** Calls `work` from `connections` loops for some seconds; gives calls per second. */
async function rate(connections: number, work: (call: number) => Promise<unknown>): Promise<number> {
  let calls = 0
  const startedAt = performance.now()
  const endsAt = startedAt + SECONDS * 1000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < endsAt) await work(calls++)
    }),
  )
  return Math.round((calls / (performance.now() - startedAt)) * 1000)
}

async function startServer(folder: string): Promise<{ uri: string; stop: () => Promise<void> }> {
  const bin = join(dirname(fileURLToPath(import.meta.url)), '../bin/localdb.mjs')
  const child = spawn(process.execPath, [bin, '--data', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [uri] = await new Promise<[string]>((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => resolve([line]))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  return { uri, stop }
}

/** A document like those the product keeps: about 500 bytes. */
const documentFor = (call: number): Document => ({
  trainee: `trainee-${call % 5000}`,
  session: `session-${call % 50}`,
  key: call,
  at: new Date(1_700_000_000_000 + call * 1000),
  status: call % 7 === 0 ? 'late' : 'present',
  device: 'x'.repeat(32),
  note: 'y'.repeat(300),
})

async function measure(client: MongoClient, connections: number): Promise<Record<string, number>> {
  const collection: Collection = client.db('bench').collection(`marks${connections}`)
  await collection.createIndexes([{ key: { key: 1 }, unique: true }, { key: { session: 1, at: -1 } }])
  const result: Record<string, number> = {}
  const run = async (name: string, work: (call: number) => Promise<unknown>) => {
    result[name] = await rate(connections, work)
    note(`${connections} × ${name}: ${result[name]}/s`)
  }
  await run('insert', (call) => collection.insertOne(documentFor(call)))
  const present = await collection.countDocuments()
  for (let from = present; from < DOCUMENTS; from += 1000) {
    await collection.insertMany(Array.from({ length: 1000 }, (_, i) => documentFor(from + i)))
  }
  const pick = (call: number) => (call * 7919) % DOCUMENTS
  await run('read', (call) => collection.findOne({ key: pick(call) }))
  await run('range', (call) =>
    collection
      .find({ session: `session-${call % 50}` })
      .sort({ at: -1 })
      .limit(20)
      .toArray(),
  )
  await run('update', (call) => collection.updateOne({ key: pick(call) }, { $set: { status: `s${call}` } }))
  await run('upsert', (call) =>
    collection
      .updateOne(
        { key: pick(call) + 1e6 },
        { $set: { seen: call }, $setOnInsert: documentFor(pick(call) + 1e6) },
        { upsert: true },
      )
      .catch(() => {}),
  )
  await run('aggregate', (call) =>
    collection
      .aggregate([{ $match: { session: `session-${call % 50}` } }, { $group: { _id: '$status', n: { $sum: 1 } } }])
      .toArray(),
  )
  await run('transaction', (call) =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        await collection.updateOne({ key: pick(call) }, { $inc: { visits: 1 } }, { session })
        await collection.insertOne({ ...documentFor(call), key: -1 - call - connections * 1e7 }, { session })
      }),
    ),
  )
  return result
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'localdb-bench-'))
  const raw = await measureRaw(join(folder, 'raw'), SECONDS, documentFor)
  for (const [name, value] of Object.entries(raw)) note(`raw ${name}: ${value}/s`)
  const server = await startServer(join(folder, 'data'))
  const client = await MongoClient.connect(server.uri, { maxPoolSize: 32, minPoolSize: 32 })
  const measured: Record<string, Record<string, number>> = {}
  try {
    for (const connections of CONNECTIONS) measured[connections] = await measure(client, connections)
    measured.wire = await measureWire(server.uri, 32, SECONDS, DOCUMENTS)
    for (const [name, value] of Object.entries(measured.wire)) note(`32 × bare wire ${name}: ${value}/s`)
  } finally {
    await client.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const many = measured['32'] ?? {}
  const ratios = {
    read: Number(((many.read ?? 0) / raw.read).toFixed(3)),
    insertToRawSynced: Number(((many.insert ?? 0) / raw.insertSynced).toFixed(3)),
    insertToRawUnsynced: Number(((many.insert ?? 0) / raw.insertUnsynced).toFixed(3)),
  }
  console.log(
    JSON.stringify({ raw, one: measured['1'], thirtyTwo: many, thirtyTwoWithoutDriver: measured.wire, ratios }),
  )
}

await main()
