import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Problem } from '../http/problem'
import { LARGEST_FILE_BYTES, type TableLimits } from './limits'
import { SHEET_REFUSALS, type SheetRefusalReason } from './refusal'
import type { Table } from './table'

const KILL_AFTER_MS = 10_000
const AT_ONCE = 2
const MOST_WAITING = 20
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }

type Answer = { readonly table: Table } | { readonly refusal: SheetRefusalReason }

let running = 0
const waiting: (() => void)[] = []

/**
 * Reads an uploaded file in a thread of its own, with a limit of memory and of time: whatever the file does, it does
 * not do it to other requests. Throws a problem that says what to do about the file.
 */
export async function readSheet(file: Uint8Array, limits: TableLimits): Promise<Table> {
  if (file.length === 0) throw sheetProblem('empty')
  if (file.length > LARGEST_FILE_BYTES) throw sheetProblem('tooLarge')
  await enter()
  try {
    const answer = await parseInWorker(Uint8Array.from(file), limits)
    if ('table' in answer) return answer.table
    throw sheetProblem(answer.refusal)
  } finally {
    leave()
  }
}

async function enter() {
  if (running < AT_ONCE) {
    running += 1
    return
  }
  if (waiting.length >= MOST_WAITING) throw sheetProblem('busy')
  await new Promise<void>((resolve) => waiting.push(resolve))
}

/** Who waits longest takes over the place. */
function leave() {
  const next = waiting.shift()
  if (next) next()
  else running -= 1
}

const sheetProblem = (reason: SheetRefusalReason) =>
  new Problem(reason === 'busy' ? 'sheets_busy' : 'sheet_refused', {
    detail: SHEET_REFUSALS[reason],
    ...(reason === 'busy' && { headers: { 'retry-after': '5' } }),
  })

/** A thread does not inherit the loader of TypeScript from every parent: it registers its own. */
const START = `const { entry, loader } = require('node:worker_threads').workerData
require(loader).register()
require(entry)`
const loader = createRequire(import.meta.url).resolve('tsx/cjs/api')
const entry = fileURLToPath(new URL('./worker.ts', import.meta.url))

function parseInWorker(bytes: Uint8Array<ArrayBuffer>, limits: TableLimits): Promise<Answer> {
  const worker = new Worker(START, {
    eval: true,
    execArgv: [],
    workerData: { bytes, limits, loader, entry },
    transferList: [bytes.buffer],
    resourceLimits: MEMORY,
    stdout: true,
    stderr: true,
  })
  return new Promise<Answer>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ refusal: 'tooSlow' }), KILL_AFTER_MS)
    worker.once('message', resolve)
    worker.once('error', (error: Error & { readonly code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ refusal: 'bomb' }) : reject(error),
    )
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('the reader of a spreadsheet ended without an answer'))
    })
  }).finally(() => worker.terminate())
}
