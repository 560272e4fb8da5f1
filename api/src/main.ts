import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EnvironmentError, readEnvironment } from '@jijiao/config/environment'
import { createApp } from './app'
import { openDatabase } from './db/open'
import { fillDemoWorld } from './demo'
import { createLog } from './observability/log'
import { outsideServices } from './outside'
import { loadSecrets } from './secrets'
import { printWelcome } from './welcome'

try {
  await run()
} catch (error) {
  process.stderr.write(`${complaintOf(error as NodeJS.ErrnoException)}\n`)
  process.exitCode = 1
}

function complaintOf(error: NodeJS.ErrnoException): string | undefined {
  if (error.code === 'EADDRINUSE') return '端口已被占用：请先停止占用它的程序，或用环境变量 PORT 换一个端口'
  return error instanceof EnvironmentError ? error.message : error.stack
}

async function run() {
  const env = readEnvironment()
  const log = createLog(env)
  const database = await openDatabase(env)
  const clock = { now: () => Date.now() }
  const services = await outsideServices(env, log, clock)
  const app = createApp({ env, secrets: loadSecrets(env), db: database.connection, log, clock, ...services.clients })
  const release = async () => {
    await app.stop()
    await services.stop()
    await database.close()
  }
  const isDemo = env.DEMO ?? env.NODE_ENV === 'development'
  const server = createServer(app.koa.callback())
  // A slow client must not hold a connection for ever; keep-alive outlasts the usual proxy's 60 s.
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 65_000
  server.maxConnections = 20_000
  try {
    await app.start()
    if (isDemo) await fillDemoWorld(app.deps)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(env.PORT, env.HOST, resolve)
    })
  } catch (error) {
    // Otherwise what runs already would keep the process alive, and the embedded database with it.
    await release()
    throw error
  }
  const { port } = server.address() as AddressInfo
  await printWelcome({ env, port, isDemo })

  let isStopping = false
  const stop = async (signal: string) => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'stopping')
    // Requests under way are answered; idle keep-alive connections are closed at once.
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    const giveUp = setTimeout(() => server.closeAllConnections(), 10_000)
    await closed
    clearTimeout(giveUp)
    await release()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
