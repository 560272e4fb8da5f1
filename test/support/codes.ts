import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

let isReaderReady = false

/** What a camera would read in a picture (PNG). */
export async function readCode(picture: Uint8Array): Promise<string | null> {
  if (!isReaderReady) {
    const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
    isReaderReady = true
  }
  const codes = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true })
  return codes.find(({ text }) => text)?.text ?? null
}
