import { parentPort, workerData } from 'node:worker_threads'
import type { TableLimits } from './limits'
import { parseSheet } from './parse'
import { SheetRefusal } from './refusal'

const { bytes, limits } = workerData as { readonly bytes: Uint8Array<ArrayBuffer>; readonly limits: TableLimits }

// What is thrown here and is no refusal ends the thread with an error, which the caller sees.
void parseSheet(Buffer.from(bytes.buffer), limits).then(
  (table) => parentPort?.postMessage({ table }, []),
  (error: unknown) => {
    if (!(error instanceof SheetRefusal)) throw error
    parentPort?.postMessage({ refusal: error.reason }, [])
  },
)
