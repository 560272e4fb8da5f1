import { create } from 'qrcode'

const QUIET_ZONE = 4

/**
 * The code as a drawing. The signed digits go in as digits (3.3 bits each), which is what keeps the code coarse enough
 * to be read from a folded sheet.
 */
export function qrDrawing(link: string, digits: string): string {
  const segments = [
    { data: Buffer.from(link), mode: 'byte' as const },
    ...(digits ? [{ data: digits, mode: 'numeric' as const }] : []),
  ]
  const { size, data } = create(segments, { errorCorrectionLevel: 'M' }).modules
  const rows = Array.from({ length: size }, (_, y) => rowPath(data.subarray(y * size, (y + 1) * size), y))
  const side = size + 2 * QUIET_ZONE
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${rows.join('')}"/></svg>`
  )
}

/** Neighbouring dark modules are one rectangle, so that no hairline shows between them. */
function rowPath(row: Uint8Array, y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    const from = x
    while (row[x + 1]) x += 1
    const width = x - from + 1
    path += `M${from + QUIET_ZONE} ${y + QUIET_ZONE}h${width}v1h-${width}z`
  }
  return path
}
