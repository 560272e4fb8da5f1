import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Environment } from '@jijiao/config/environment'
import type { Middleware } from 'koa'
import serveStatic from 'koa-static'

const BUILT = fileURLToPath(new URL('../../miniapp/dist/h5', import.meta.url))
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000

/**
 * The browser build of the mini-program. Files with a hash in their name are kept for a year; a page's address that is
 * no file answers with the start page, whose router opens it.
 */
export function webClient(env: Pick<Environment, 'NODE_ENV'>, root = BUILT): Middleware {
  const files = serveStatic(root, {
    maxage: env.NODE_ENV === 'production' ? YEAR_MS : 0,
    setHeaders: (response, path) => {
      if (path.endsWith('.html')) response.setHeader('cache-control', 'no-cache')
    },
  })
  return async (ctx, next) => {
    if (ctx.path.startsWith('/api/')) return next()
    await files(ctx, async () => undefined)
    if (ctx.body != null || ctx.method !== 'GET' || !ctx.accepts('html') || /\.\w+$/.test(ctx.path)) return
    const start = join(root, 'index.html')
    if (!(await stat(start).catch(() => null))) return
    ctx.type = 'text/html'
    ctx.set('cache-control', 'no-cache')
    ctx.body = createReadStream(start)
  }
}
