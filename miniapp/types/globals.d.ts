/** Origin of the API server, without a path; empty in the browser, where it is the page's own. */
declare const SERVER_ORIGIN: string
declare const APP_VERSION: string

declare module '*.scss'
declare module '*.png' {
  const url: string
  export default url
}
declare module 'zxing-reader.wasm' {
  const url: string
  export default url
}

/** The core of `qrcode` alone: no canvas, no files. */
declare module 'qrcode/lib/core/qrcode' {
  type Modules = { readonly size: number; get(row: number, column: number): number }
  export function create(text: string, options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' }): { modules: Modules }
}

declare module 'react-dom/client' {
  import type { ReactNode } from 'react'
  export function createRoot(place: Element): { render(children: ReactNode): void; unmount(): void }
}
