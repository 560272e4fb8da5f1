import { parseArgs } from 'node:util'
import { backUp, restore, startLocalDb } from './index'

const USAGE = `Usage:
  localdb --data DIR --port N [--host 127.0.0.1] [--cache-mb N]
  localdb backup --data DIR --to FILE
  localdb restore --from FILE --data DIR
`
const DEFAULT_PORT = 27017
const DEFAULT_CACHE_MB = 64

interface Options {
  data?: string
  port?: string
  host?: string
  'cache-mb'?: string
  to?: string
  from?: string
}

function need(options: Options, name: keyof Options): string {
  const value = options[name]
  if (!value) throw new Error(`--${name} is missing\n${USAGE}`)
  return value
}

function numberFrom(
  options: Options,
  name: 'port' | 'cache-mb',
  byDefault: number,
  isValid: (value: number) => boolean,
): number {
  const value = Number(options[name] ?? byDefault)
  if (!isValid(value)) throw new Error(`--${name} cannot be ${options[name]}\n${USAGE}`)
  return value
}

async function serve(options: Options): Promise<void> {
  const server = await startLocalDb({
    data: need(options, 'data'),
    port: numberFrom(options, 'port', DEFAULT_PORT, (port) => Number.isInteger(port) && port >= 0 && port < 65536),
    host: options.host,
    cacheMb: numberFrom(options, 'cache-mb', DEFAULT_CACHE_MB, (megabytes) => megabytes > 0),
  })
  const stop = () => {
    server.close().then(() => process.exit(0), fail)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.stdout.write(`${server.uri}\n`)
}

function fail(error: Error): never {
  process.stderr.write(`localdb: ${error.message}\n`)
  process.exit(1)
}

/** Runs the command line; ends the process with 1 when it fails. */
export async function main(args: string[]): Promise<void> {
  try {
    const text = { type: 'string' } as const
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: text, port: text, host: text, 'cache-mb': text, to: text, from: text },
    })
    const [command, ...others] = positionals
    if (others.length > 0) throw new Error(`too many arguments\n${USAGE}`)
    if (command === undefined) await serve(values)
    else if (command === 'backup') await backUp(need(values, 'data'), need(values, 'to'))
    else if (command === 'restore') await restore(need(values, 'from'), need(values, 'data'))
    else throw new Error(`unknown command ${command}\n${USAGE}`)
  } catch (error) {
    fail(error as Error)
  }
}
