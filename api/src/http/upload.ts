import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import multer from 'multer'
import type { UploadedFile } from './call'
import { Problem, tooManyRequests } from './problem'

/** Files are held in memory until their content has been judged; this many at once in a process. */
const AT_ONCE = 16
const PART = 'file'

let underWay = 0

/** The one file of a multipart request; nothing of a larger one is kept. */
export async function readUpload(ctx: Context, { maxBytes }: { readonly maxBytes: number }): Promise<UploadedFile> {
  if (!ctx.is('multipart/form-data')) throw new Problem('unsupported_media_type')
  // The parts' own headers come on top.
  if ((ctx.request.length ?? 0) > maxBytes + 10_000) throw new Problem('too_large')
  if (underWay >= AT_ONCE) throw tooManyRequests(1)
  underWay += 1
  try {
    await receive(ctx, maxBytes)
  } finally {
    underWay -= 1
  }
  const { file } = ctx.req as IncomingMessage & { file?: { originalname: string; buffer: Buffer } }
  if (!file || file.buffer.length === 0) {
    throw new Problem('invalid_input', { errors: [{ pointer: `#/${PART}`, detail: '请选择一个非空的文件' }] })
  }
  const sha256 = createHash('sha256').update(file.buffer).digest('hex')
  return { name: file.originalname, bytes: file.buffer, sha256 }
}

function receive(ctx: Context, fileSize: number): Promise<void> {
  const accept = multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: { fileSize, files: 1, fields: 0, parts: 1, headerPairs: 20 },
  }).single(PART)
  return new Promise((resolve, reject) => {
    accept(ctx.req, ctx.res, (error) => {
      if (!error) resolve()
      else if (codeOf(error) === 'LIMIT_FILE_SIZE') reject(new Problem('too_large'))
      // Several files, other fields, a broken or cut off body.
      else reject(new Problem('malformed_request'))
    })
  })
}

const codeOf = (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? error.code : null)
