import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Middleware } from 'koa'
import type { Deps } from '../deps'
import { Problem } from './problem'

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** For those who run the system: alive, ready to serve, and numbers. */
export function operations(deps: Pick<Deps, 'db' | 'metrics' | 'env'>, isReady: () => boolean): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET') return next()
    switch (ctx.path) {
      case '/healthz':
        ctx.body = { status: 'alive' }
        return
      case '/readyz':
        if (!isReady() || !(await answersPing(deps.db))) throw new Problem('not_ready')
        ctx.body = { status: 'ready' }
        return
      case '/metrics':
        if (!mayReadMetrics(ctx, deps.env.METRICS_TOKEN)) throw new Problem('not_found')
        ctx.type = deps.metrics.registry.contentType
        ctx.body = await deps.metrics.registry.metrics()
        return
      default:
        return next()
    }
  }
}

async function answersPing(db: Deps['db']): Promise<boolean> {
  try {
    await db.db?.admin().command({ ping: 1 }, { timeoutMS: 2_000 })
    return true
  } catch {
    return false
  }
}

/** From the machine itself, or with the token that the monitoring was given. */
function mayReadMetrics(ctx: Context, token: string | undefined): boolean {
  if (!token) return LOOPBACK.test(ctx.req.socket.remoteAddress ?? '') && !ctx.get('x-forwarded-for')
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(ctx.get('authorization')), digest(`Bearer ${token}`))
}
