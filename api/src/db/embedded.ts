import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

export type EmbeddedDatabase = { readonly uri: string; readonly process: ChildProcess; stop(): Promise<void> }

/** Starts `localdb` in a process of its own, so that its disk and CPU work never stalls a request. */
export async function startEmbedded(directory: string): Promise<EmbeddedDatabase> {
  const bin = createRequire(import.meta.url).resolve('localdb/bin')
  const child = spawn(process.execPath, [bin, '--data', directory, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the embedded database ended with code ${code} before it was ready`)
    }),
  ])) as [string]
  const uri = /mongodb:\/\/\S+/.exec(line)?.[0]
  if (!uri) throw new Error(`the embedded database said: ${line}`)
  return {
    uri,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}
