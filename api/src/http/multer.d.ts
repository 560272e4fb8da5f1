/** What we use of multer, which brings no types. */
declare module 'multer' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Options = {
    storage: object
    /** Of file names; browsers and WeChat send UTF-8. */
    defParamCharset: string
    limits: { fileSize: number; files: number; fields: number; parts: number; headerPairs: number }
  }
  type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

  interface Multer {
    (options: Options): { single(part: string): Middleware }
    memoryStorage(): object
  }
  const multer: Multer
  export default multer
}
