import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { isVerificationId } from '@jijiao/shared/certificates'
import { PROBLEMS } from '@jijiao/shared/http'
import type { Context, Middleware } from 'koa'
import type { Deps } from '../../../deps'
import type { RequestLimits } from '../../../http/limits'
import { Problem } from '../../../http/problem'
import { keySet } from '../certificate.keys'
import { printedFile } from '../print'
import { verifyByNumber, verifyCertificate } from '../verification'
import { formPage, verificationPage } from './html'

const KEYS = '/.well-known/jijiao-certificate-keys.json'
const PRINT = /^\/print\/([^/]+)$/
const PAGE = /^\/v\/([^/]+)$/
const LARGEST_FORM_BYTES = 4_096
const MIME_TYPES = { pdf: 'application/pdf', png: 'image/png' } as const

/** What strangers and phones open without the API's client: verification, public keys and ordered files. */
export function certificatePages(deps: Deps & { readonly limits: RequestLimits }): Middleware {
  return async (ctx, next) => {
    const isForm = ctx.method === 'POST' && ctx.path === '/v'
    if (ctx.method !== 'GET' && !isForm) return next()
    if (ctx.path === '/v/page.css') return style(ctx)
    const [, verificationId] = PAGE.exec(ctx.path) ?? []
    const [, ticketId] = PRINT.exec(ctx.path) ?? []
    if (!isForm && ctx.path !== '/v' && ctx.path !== KEYS && !verificationId && !ticketId) return next()
    ctx.state.operation = 'certificates.page'
    await deps.limits.ofAddress(ctx.ip)
    if (ctx.path === KEYS) return keys(ctx, deps)
    if (ticketId) return file(ctx, deps, ticketId)
    ctx.type = 'text/html'
    // A state may change any minute, and the address is as good as the sheet: no cache keeps either.
    ctx.set('cache-control', 'no-store')
    ctx.set('referrer-policy', 'no-referrer')
    if (isForm) return answerForm(ctx, deps)
    if (!verificationId) {
      ctx.body = formPage()
      return
    }
    const signed = typeof ctx.query.p === 'string' ? ctx.query.p.slice(0, 4_000) : null
    const found = await verifyCertificate(deps, isVerificationId(verificationId) ? verificationId : null, { signed })
    ctx.status = found.state === 'unknown' ? 404 : 200
    ctx.body = verificationPage(found)
  }
}

async function style(ctx: Context) {
  ctx.type = 'text/css'
  ctx.set('cache-control', 'public, max-age=3600')
  ctx.body = await readFile(new URL('./page.css', import.meta.url))
}

async function keys(ctx: Context, deps: Deps) {
  ctx.type = 'application/jwk-set+json'
  // Keys are only ever added; whoever misses a new one for five minutes asks again.
  ctx.set('cache-control', 'public, max-age=300')
  ctx.set('access-control-allow-origin', '*')
  ctx.body = JSON.stringify(await keySet(deps))
}

async function file(ctx: Context, deps: Deps, ticketId: string) {
  const printed = isVerificationId(ticketId) ? await printedFile(deps, ticketId) : null
  if (!printed) throw new Problem('not_found')
  ctx.type = MIME_TYPES[printed.format]
  ctx.set('cache-control', 'private, no-store')
  ctx.set('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(printed.fileName)}`)
  ctx.body = printed.file
}

/** What was wrong is said on the page, in the form: these are people, not programs. */
async function answerForm(ctx: Context, deps: Deps) {
  const fields = new URLSearchParams(await readText(ctx.req))
  const given = { number: (fields.get('number') ?? '').slice(0, 80), name: (fields.get('name') ?? '').slice(0, 100) }
  const refuse = (status: number, wrong: string) => {
    ctx.status = status
    ctx.body = formPage({ ...given, wrong })
  }
  if (given.number.trim() === '' || given.name.trim() === '') return refuse(422, '请填写证书编号和持证人姓名。')
  try {
    const found = await verifyByNumber(deps, { ...given, address: ctx.ip })
    if (found.certificate === null) return refuse(404, '没有找到编号和姓名都相符的证书，请核对后重新输入。')
    ctx.body = verificationPage(found)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const [wrong] = error.options.errors ?? []
    if (wrong) return refuse(error.status, `${wrong.detail}。`)
    if (error.code !== 'too_many_requests') throw error
    ctx.set(error.options.headers ?? {})
    return refuse(error.status, PROBLEMS[error.code].title)
  }
}

async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += (chunk as Buffer).length
    if (size > LARGEST_FORM_BYTES) throw new Problem('too_large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}
