import { parseArgs } from 'node:util'
import { startLocalDb } from './index'

const USAGE = `Usage:
  localdb --data DIR --port N [--host 127.0.0.1] [--cache-mb N]
`

async function serve(values: { data?: string; port?: string; host?: string; 'cache-mb'?: string }): Promise<void> {
  const port = Number(values.port ?? 27017)
  const cacheMb = Number(values['cache-mb'] ?? 64)
  if (!values.data) throw new Error(`--data is missing\n${USAGE}`)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}`)
  if (!(cacheMb > 0)) throw new Error(`--cache-mb must be a number above 0, not ${values['cache-mb']}`)
  const server = await startLocalDb({ data: values.data, port, host: values.host, cacheMb })
  const stop = () => {
    server.close().then(
      () => process.exit(0),
      (error: Error) => fail(error),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.stdout.write(`${server.uri}\n`)
}

function fail(error: Error): never {
  process.stderr.write(`localdb: ${error.message}\n`)
  process.exit(1)
}

/** Runs the command line. */
export async function main(args: string[]): Promise<void> {
  try {
    const { values } = parseArgs({
      args,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        'cache-mb': { type: 'string' },
      },
    })
    await serve(values)
  } catch (error) {
    fail(error as Error)
  }
}
