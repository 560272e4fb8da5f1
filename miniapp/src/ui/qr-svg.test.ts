import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { qrSvgUri } from './qr-svg'

prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
  },
})

/** Paints the runs of the SVG's path, as a browser does, eight pixels a module. */
function paint(uri: string) {
  const svg = decodeURIComponent(uri.replace('data:image/svg+xml,', ''))
  const side = Number(/viewBox='0 0 (\d+)/.exec(svg)?.[1])
  const scale = 8
  const data = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255)
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column++) {
        data.fill(0, (row * side * scale + column) * 4, (row * side * scale + column) * 4 + 3)
      }
    }
  }
  return { data, width: side * scale, height: side * scale, colorSpace: 'srgb' as const }
}

it.each(['https://server.example.cn/c/abcdefghijklmnopqrstuvwxyz012345', '东莞市第一中学 ✓ 𠮷'])(
  'draws a code that a reader reads as %s',
  async (text) => {
    const found = await readBarcodes(paint(qrSvgUri(text)), { formats: ['QRCode'] })
    expect(found.map((code) => code.text)).toEqual([text])
  },
)
