import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'server.json'

/** Leaves a note in the data folder where its server listens, for a backup that is made meanwhile. */
export function announce(folder: string, address: string): { withdraw: () => void } {
  const file = join(folder, FILE)
  writeFileSync(file, `${JSON.stringify({ address, pid: process.pid })}\n`)
  return { withdraw: () => rmSync(file, { force: true }) }
}

/** Host and port of the folder's server, if one has said so; it may have died since. */
export function announced(folder: string): { host: string; port: number } | undefined {
  let address: unknown
  try {
    address = (JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as { address?: unknown }).address
  } catch {
    return undefined
  }
  const [, host, port] = /^\[?(.+?)\]?:(\d+)$/.exec(String(address)) ?? []
  return host && port ? { host, port: Number(port) } : undefined
}
