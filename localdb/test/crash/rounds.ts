import { rmSync } from 'node:fs'
import { MongoClient } from 'mongodb'
import { temporaryFolder } from '../support/localServer'
import { startProcess } from '../support/process'

const WRITERS = 6

/** What one writer was told, and what it may have asked for without an answer. */
interface Ledger {
  inserted: Set<string>
  pending: string | undefined
  counter: number
  isCounterPending: boolean
  transfers: number
}

const newLedger = (): Ledger => ({
  inserted: new Set(),
  pending: undefined,
  counter: 0,
  isCounterPending: false,
  transfers: 0,
})

interface Row {
  _id: string
  worker?: number
  n?: number
  tags?: string[]
  code?: string
}

/** Writes until the server dies. */
async function write(client: MongoClient, worker: number, round: number, ledger: Ledger): Promise<void> {
  const rows = client.db('crash').collection<Row>('rows')
  const accounts = client.db('crash').collection<Row>('accounts')
  for (let i = 0; ; i++) {
    const id = `${round}-${worker}-${i}`
    ledger.pending = id
    await rows.insertOne({ _id: id, worker, tags: [id, `t${i % 7}`], code: id, n: i })
    ledger.inserted.add(id)
    ledger.pending = undefined
    ledger.isCounterPending = true
    await accounts.updateOne({ _id: `counter-${worker}` }, { $inc: { n: 1 } }, { upsert: true })
    ledger.counter++
    ledger.isCounterPending = false
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await accounts.updateOne({ _id: 'left' }, { $inc: { n: -1 } }, { session })
        await accounts.updateOne({ _id: 'right' }, { $inc: { n: 1 } }, { session })
      }),
    )
    ledger.transfers++
  }
}

/** Compares what is stored with what was acknowledged; gives everything that is wrong. */
async function findFaults(client: MongoClient, ledgers: Ledger[]): Promise<string[]> {
  const faults: string[] = []
  const db = client.db('crash')
  const stored = new Set(
    (
      await db
        .collection<Row>('rows')
        .find({}, { projection: { _id: 1 } })
        .toArray()
    ).map(({ _id }) => _id),
  )
  const accounts = new Map((await db.collection<Row>('accounts').find().toArray()).map(({ _id, n }) => [_id, n ?? 0]))
  let expected = 0
  for (const [worker, ledger] of ledgers.entries()) {
    for (const id of ledger.inserted) if (!stored.has(id)) faults.push(`the acknowledged row ${id} is missing`)
    if (ledger.pending && stored.has(ledger.pending)) ledger.inserted.add(ledger.pending)
    expected += ledger.inserted.size
    const counter = accounts.get(`counter-${worker}`) ?? 0
    const most = ledger.counter + (ledger.isCounterPending ? 1 : 0)
    if (counter < ledger.counter || counter > most)
      faults.push(`counter ${worker} is ${counter}, acknowledged were ${ledger.counter}`)
    Object.assign(ledger, { counter, isCounterPending: false, pending: undefined })
  }
  if (stored.size !== expected) faults.push(`${stored.size} rows are stored, ${expected} were asked for`)
  const [left = 0, right = 0] = [accounts.get('left'), accounts.get('right')]
  const transfers = ledgers.reduce((sum, ledger) => sum + ledger.transfers, 0)
  if (left + right !== 0) faults.push(`half a transaction: left ${left}, right ${right}`)
  if (right < transfers) faults.push(`${right} transfers are stored, ${transfers} were acknowledged`)
  for (const name of ['rows', 'accounts']) {
    const { valid, errors } = await db.command({ validate: name })
    if (!valid) faults.push(`${name}: ${errors}`)
  }
  return faults
}

/** Kills a server that is being written to, starts it again and looks; as many times as asked. Gives what was wrong. */
export async function crashRounds(
  rounds: number,
  onRound: (round: number, rows: number) => void = () => {},
): Promise<string[]> {
  const data = temporaryFolder()
  const ledgers = Array.from({ length: WRITERS }, newLedger)
  const faults: string[] = []
  try {
    for (let round = 0; round <= rounds && faults.length === 0; round++) {
      const server = await startProcess(data)
      const client = await MongoClient.connect(server.uri, { serverSelectionTimeoutMS: 500, retryWrites: false })
      client.on('error', () => {})
      if (round === 0) {
        await client
          .db('crash')
          .collection<Row>('accounts')
          .insertMany([
            { _id: 'left', n: 0 },
            { _id: 'right', n: 0 },
          ])
        await client
          .db('crash')
          .collection('rows')
          .createIndexes([{ key: { tags: 1 } }, { key: { code: 1 }, unique: true }, { key: { worker: 1, n: -1 } }])
      } else faults.push(...(await findFaults(client, ledgers)))
      if (round === rounds) {
        await client.close()
        await server.end('SIGTERM')
        break
      }
      const writers = ledgers.map((ledger, worker) => write(client, worker, round, ledger).catch(() => {}))
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400))
      await server.end('SIGKILL')
      await client.close(true)
      await Promise.all(writers)
      onRound(
        round + 1,
        ledgers.reduce((sum, { inserted }) => sum + inserted.size, 0),
      )
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
  return faults
}
