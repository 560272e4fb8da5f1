import { create } from 'qrcode/lib/core/qrcode'

/** Half of the quiet zone that the standard asks for; the white frame around the picture is the other half. */
const QUIET_MODULES = 2

/** A QR code (level M, so that it survives a bad projector) as the data URI of an SVG. */
export function qrSvgUri(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET_MODULES
  const runs: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue
      const start = column
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++
      runs.push(`M${start + QUIET_MODULES} ${row + QUIET_MODULES}h${column - start + 1}v1H${start + QUIET_MODULES}z`)
    }
  }
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${side} ${side}' shape-rendering='crispEdges'>` +
    `<path fill='white' d='M0 0h${side}v${side}H0z'/><path fill='black' d='${runs.join('')}'/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
