import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const BIN = join(dirname(fileURLToPath(import.meta.url)), '../../bin/localdb.mjs')

export interface ServerProcess {
  uri: string
  child: ChildProcess
  /** Ends the process by the signal and waits until it is gone. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

/** Starts the server as a user would. Throws what it says when it does not start. */
export async function startProcess(data: string, port = 0, prefix: string[] = []): Promise<ServerProcess> {
  const [command, ...args] = [...prefix, process.execPath, BIN, '--data', data, '--port', String(port)]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr?.on('data', (text) => (complaint += text))
  const uri = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout as NodeJS.ReadableStream).once('line', resolve)
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${complaint}`)))
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    await ended
  }
  return { uri, child, end }
}

/** Runs one command of the command line; gives its exit code and what it says. */
export function runCommand(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}
