import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../../http/problem'
import type { CertificateSheet, RenderedFormat } from './sheet'
import type { RenderAnswer, RenderRequest } from './worker'

/** A thread that is not needed for so long gives back its fonts and caches, some 100 MB. */
const IDLE_MS = 5 * 60_000
const MOST_WAITING = 50

/** A thread does not inherit the loader of TypeScript from every parent: it registers its own. */
const START = `const { entry, loader } = require('node:worker_threads').workerData
require(loader).register()
require(entry)`
const loader = createRequire(import.meta.url).resolve('tsx/cjs/api')
const entry = fileURLToPath(new URL('./worker.ts', import.meta.url))

type Waiting = { resolve(file: Buffer): void; reject(error: Error): void }

/** One thread draws one file after another, so that no request to the API waits for a drawing. */
export function createRenderer() {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let lastId = 0
  let idle: NodeJS.Timeout | undefined

  function start(): Worker {
    const started = new Worker(START, { eval: true, execArgv: [], workerData: { entry, loader } })
    started.on('message', (answer: RenderAnswer) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (waiting.size === 0) rest(started)
      if ('file' in answer) asked?.resolve(Buffer.from(answer.file.buffer))
      else asked?.reject(new Error(answer.error))
    })
    started.once('error', (error: Error) => end(started, error))
    started.once('exit', () => end(started, new Error('the thread that draws certificates ended')))
    return started
  }

  /** It does not keep the process alive, and ends when nothing comes for long. */
  function rest(resting: Worker) {
    resting.unref()
    idle = setTimeout(() => {
      worker = undefined
      void resting.terminate()
    }, IDLE_MS).unref()
  }

  function end(ended: Worker, error: Error) {
    if (worker !== ended) return
    worker = undefined
    clearTimeout(idle)
    for (const asked of waiting.values()) asked.reject(error)
    waiting.clear()
  }

  return (sheets: readonly CertificateSheet[], format: RenderedFormat): Promise<Buffer> => {
    if (waiting.size >= MOST_WAITING) throw new Problem('printing_busy', { headers: { 'retry-after': '10' } })
    clearTimeout(idle)
    worker ??= start()
    worker.ref()
    lastId += 1
    const request: RenderRequest = { id: lastId, sheets, format }
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject })
      worker?.postMessage(request, [])
    })
  }
}
