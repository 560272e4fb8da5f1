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
