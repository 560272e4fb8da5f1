import { randomBytes } from 'node:crypto'
import type { Context, Middleware, Next } from 'koa'
import type { Deps } from '../deps'
import { Problem } from './problem'

const REQUEST_ID = /^[\w-]{8,64}$/

/** First in the stack: a request id, the time of arrival by our clock, one log line and one measurement at the end. */
export function observeRequests(deps: Pick<Deps, 'clock' | 'log' | 'metrics'>): Middleware {
  // A request's line has fixed fields, none of them personal: it needs no search for what to redact.
  const log = deps.log.child({}, { redact: [] })
  return async (ctx: Context, next: Next) => {
    const given = ctx.get('x-request-id')
    const requestId = REQUEST_ID.test(given) ? given : randomBytes(12).toString('base64url')
    ctx.state.requestId = requestId
    ctx.state.receivedAt = deps.clock.now()
    ctx.set('x-request-id', requestId)
    const startedAt = performance.now()
    try {
      await next()
    } finally {
      const durationMs = performance.now() - startedAt
      const operation: string = ctx.state.operation ?? 'none'
      deps.metrics.observeRequest(operation, ctx.status, durationMs)
      // The path is left out on purpose: it can carry ids and search texts of persons.
      const line = { requestId, operation, status: ctx.status, durationMs, accountId: ctx.state.accountId }
      if (ctx.status >= 500) log.error(line, 'request failed')
      else log.info(line, 'request')
    }
  }
}

/** Every refusal leaves as problem+json; what is not a `Problem` is logged whole and answered faceless. */
export function answerProblems(deps: Pick<Deps, 'log'>): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body == null) throw new Problem('not_found')
      if (ctx.status === 405) throw new Problem('method_not_allowed')
    } catch (error) {
      const problem = asProblem(error)
      if (problem !== error && problem.status >= 500) {
        deps.log.error({ error, requestId: ctx.state.requestId }, 'unexpected error')
      }
      ctx.status = problem.status
      for (const [name, value] of Object.entries(problem.options.headers ?? {})) ctx.set(name, value)
      ctx.set('cache-control', 'no-store')
      ctx.remove('etag')
      ctx.body = JSON.stringify(problem.toDocument(ctx.state.requestId))
      ctx.type = 'application/problem+json; charset=utf-8'
    }
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  // Errors of Koa's own middleware (body parser, router) say their status; `expose` marks those meant for the client.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    if (error.status === 404) return new Problem('not_found')
    if (error.status === 405) return new Problem('method_not_allowed')
    if (error.status === 413) return new Problem('too_large')
    if (error.status === 415) return new Problem('unsupported_media_type')
    return new Problem('malformed_request')
  }
  if (error instanceof URIError) return new Problem('malformed_request')
  return new Problem('internal_error')
}
