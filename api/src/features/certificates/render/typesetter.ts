import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { Resvg } from '@resvg/resvg-js'
import { FONT_FILES } from './fonts'
import { qrPicture } from './qr'
import type { CertificateSheet, RenderedFormat } from './sheet'

/** About 200 dots an inch: sharp on any phone, and its QR code is read from the screen. */
const PICTURE_WIDTH = 2_339
/** How many sheets ago the compiler last needed what it still remembers. */
const REMEMBERED_SHEETS = 2

/** Typst in this process. The same sheets give the same bytes: no clock and no randomness goes in. */
export function createTypesetter() {
  const workspace = fileURLToPath(new URL('.', import.meta.url))
  const template = readFileSync(new URL('./certificate.typ', import.meta.url), 'utf8')
  const compiler = NodeCompiler.create({
    workspace,
    fontArgs: [{ fontBlobs: [readFileSync(FONT_FILES.regular), readFileSync(FONT_FILES.bold)] }],
  })

  return (sheets: readonly CertificateSheet[], format: RenderedFormat): Buffer => {
    const certificates = sheets.map(({ link, signed, ...sheet }, index) => {
      const qr = `/qr-${index}.png`
      compiler.mapShadow(join(workspace, qr), qrPicture(link, signed))
      return { ...sheet, qr }
    })
    try {
      const compiled = compiler.compile({
        mainFileContent: template,
        inputs: { certificates: JSON.stringify(certificates) },
      })
      const document = compiled.result
      if (!document) {
        throw new Error(`the certificate's template failed: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`)
      }
      return format === 'pdf' ? compiler.pdf(document) : picture(compiler.plainSvg(document))
    } finally {
      compiler.resetShadow()
      compiler.evictCache(REMEMBERED_SHEETS)
    }
  }
}

/** The drawing holds outlines instead of letters, so no font is needed. */
const picture = (svg: string) =>
  new Resvg(svg, {
    fitTo: { mode: 'width', value: PICTURE_WIDTH },
    imageRendering: 1,
    font: { loadSystemFonts: false },
  })
    .render()
    .asPng()
