import { toString as renderQr } from 'qrcode'

let last: { readonly link: string; readonly svg: Promise<string> } | undefined

/** The QR code as SVG (0.75 ms); the displays of one slot ask for the same one, so the last is kept. */
export function drawQr(link: string): Promise<string> {
  if (last?.link !== link) {
    last = { link, svg: renderQr(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }) }
  }
  return last.svg
}
