import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '@jijiao/api/db/connect'
import { markModel } from '@jijiao/api/features/attendance'
import { SLOT_SECONDS } from '@jijiao/shared/attendance'
import { bodyParser } from '@koa/bodyparser'
import Koa from 'koa'
import { createBenchApp } from './app'
import { fillHall } from './world'

/**
 * The measured process: the real app in its production settings, and a bare Koa route with the same body parse and
 * token check. Commands come over IPC: `{ fill: n }`, `{ count: sessionId }`, `{ cpu: true }`.
 */
const [, , uri, database] = process.argv
if (!uri) throw new Error('the address of a database is needed')
const app = createBenchApp(uri, await connect(uri, database))
await app.start()

const bare = new Koa()
bare.use(bodyParser({ enableTypes: ['json'], jsonLimit: '100kb' }))
bare.use((ctx) => {
  const actor = app.deps.tokens.verify(ctx.get('authorization').slice(7))
  ctx.body = { traineeId: actor.traineeId, code: (ctx.request.body as { code: string }).code }
})

const listen = async (koa: Koa) => {
  const server = createServer(koa.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
process.send?.({ port: await listen(app.koa), barePort: await listen(bare) })

process.on('message', async (message: { fill?: number; count?: string; cpu?: true }) => {
  if (message.fill) {
    const hall = await fillHall(app, message.fill)
    const now = Date.now()
    // Enough codes for a burst of a minute: the load asks for none while it is measured.
    const codes = Array.from({ length: 12 }, (_, slot) => hall.code(now + slot * SLOT_SECONDS * 1_000))
    process.send?.({ sessionId: hall.sessionId, tokens: hall.tokens, codes, codesFrom: now })
  }
  if (message.cpu) {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1_000 })
  }
  if (message.count) {
    process.send?.({ marks: await markModel(app.deps.db).countDocuments({ sessionId: message.count }) })
  }
})
