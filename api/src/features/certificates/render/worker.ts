import { parentPort } from 'node:worker_threads'
import type { CertificateSheet, RenderedFormat } from './sheet'
import { createTypesetter } from './typesetter'

export type RenderRequest = {
  readonly id: number
  readonly sheets: readonly CertificateSheet[]
  readonly format: RenderedFormat
}
export type RenderAnswer = { readonly id: number } & ({ readonly file: Uint8Array } | { readonly error: string })

const port = parentPort
if (!port) throw new Error('this module runs in a worker thread')
const typeset = createTypesetter()

port.on('message', ({ id, sheets, format }: RenderRequest) => {
  try {
    const file = new Uint8Array(typeset(sheets, format))
    port.postMessage({ id, file } satisfies RenderAnswer, [file.buffer])
  } catch (error) {
    port.postMessage({ id, error: String(error) } satisfies RenderAnswer)
  }
})
