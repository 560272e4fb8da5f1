import { crc32, deflateSync } from 'node:zlib'
import { create } from 'qrcode'

const QUIET_ZONE = 4

/**
 * The code as a picture of one pixel a module (PNG, one bit a pixel), which the template enlarges without smoothing: an
 * outline of thousands of squares costs ten times the memory. The signed digits go in as digits (3.3 bits each), which
 * is what keeps the code coarse enough to be read from a folded sheet.
 */
export function qrPicture(link: string, digits: string): Buffer {
  const segments = [
    { data: Buffer.from(link), mode: 'byte' as const },
    ...(digits ? [{ data: digits, mode: 'numeric' as const }] : []),
  ]
  const { size, data } = create(segments, { errorCorrectionLevel: 'M' }).modules
  const side = size + 2 * QUIET_ZONE
  const stride = 1 + Math.ceil(side / 8)
  const rows = Buffer.alloc(stride * side, 0xff)
  for (let y = 0; y < side; y += 1) rows[y * stride] = 0
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!data[y * size + x]) continue
      const at = (y + QUIET_ZONE) * stride + 1 + ((x + QUIET_ZONE) >> 3)
      rows[at] = (rows[at] ?? 0) & ~(0x80 >> ((x + QUIET_ZONE) & 7))
    }
  }
  return png(side, rows)
}

function png(side: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')])
}

function chunk(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), content])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
