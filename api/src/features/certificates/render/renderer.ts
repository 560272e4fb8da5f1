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

/** Many times what a drawing takes on a busy machine, the start of the thread included. */
const limitOf = ({ sheets }: RenderRequest) => 30_000 + 100 * sheets.length

type Job = { readonly request: RenderRequest; resolve(file: Buffer): void; reject(error: Error): void }

/**
 * One thread draws one file after another, so that no request to the API waits for a drawing. One that takes longer
 * than its limit is given up with its thread; another thread goes on with the rest.
 */
export function createRenderer({ limitMs = limitOf } = {}) {
  const queue: Job[] = []
  let worker: Worker | undefined
  let drawing: { readonly job: Job; readonly hanging: NodeJS.Timeout } | undefined
  let lastId = 0
  let idle: NodeJS.Timeout | undefined

  function start(): Worker {
    const started = new Worker(START, { eval: true, execArgv: [], workerData: { entry, loader } })
    started.on('message', (answer: RenderAnswer) => {
      if (worker !== started) return
      if ('file' in answer) settle((job) => job.resolve(Buffer.from(answer.file.buffer)))
      else settle((job) => job.reject(new Error(answer.error)))
    })
    started.once('error', (error: Error) => lose(started, error))
    started.once('exit', () => lose(started, new Error('the thread that draws certificates ended')))
    return started
  }

  function next() {
    if (drawing) return
    clearTimeout(idle)
    const job = queue.shift()
    if (!job) return rest()
    worker ??= start()
    worker.ref()
    const hanging = setTimeout(giveUp, limitMs(job.request))
    drawing = { job, hanging }
    worker.postMessage(job.request, [])
  }

  /** It does not keep the process alive, and ends when nothing comes for long. */
  function rest() {
    worker?.unref()
    idle = setTimeout(dismiss, IDLE_MS).unref()
  }

  /** Where it hangs in native code it ends when that returns; nobody waits for it. */
  function dismiss() {
    const dismissed = worker
    worker = undefined
    void dismissed?.terminate()
  }

  function giveUp() {
    dismiss()
    settle((job) => job.reject(new Problem('printing_timed_out')))
  }

  function lose(lost: Worker, error: Error) {
    if (worker !== lost) return
    worker = undefined
    settle((job) => job.reject(error))
  }

  function settle(by: (job: Job) => void) {
    if (!drawing) return
    clearTimeout(drawing.hanging)
    by(drawing.job)
    drawing = undefined
    next()
  }

  return (sheets: readonly CertificateSheet[], format: RenderedFormat): Promise<Buffer> => {
    if (queue.length >= MOST_WAITING) throw new Problem('printing_busy', { headers: { 'retry-after': '10' } })
    lastId += 1
    const request: RenderRequest = { id: lastId, sheets, format }
    return new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject })
      next()
    })
  }
}
