import wasmUrl from 'zxing-reader.wasm'

type Detector = { detect: (source: CanvasImageSource | Blob) => Promise<readonly { rawValue: string }[]> }
type DetectorClass = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}

/** Reads the first QR code of a picture or of a video's present frame; null where there is none. */
export type QrReader = (source: HTMLVideoElement | Blob) => Promise<string | null>

/** The browser's own reader where it has one, otherwise zxing, fetched from our server only now. */
export async function loadQrReader(): Promise<QrReader> {
  return (await loadNativeReader()) ?? loadZxingReader()
}

async function loadNativeReader(): Promise<QrReader | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  if (!BarcodeDetector) return null
  try {
    if (!(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return null
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    return async (source) => {
      const picture = source instanceof Blob ? await createImageBitmap(source) : source
      return (await detector.detect(picture))[0]?.rawValue ?? null
    }
  } catch {
    return null
  }
}

async function loadZxingReader(): Promise<QrReader> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (source) => {
    if (!context) return null
    const picture = source instanceof Blob ? await createImageBitmap(source) : source
    const [width, height] =
      picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]
    if (!width || !height) return null
    canvas.width = width
    canvas.height = height
    context.drawImage(picture, 0, 0)
    const found = await readBarcodes(context.getImageData(0, 0, width, height), {
      formats: ['QRCode'],
      tryHarder: true,
    })
    return found.find((code) => code.text)?.text ?? null
  }
}
