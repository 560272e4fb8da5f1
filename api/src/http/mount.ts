import { createHash } from 'node:crypto'
import type { Contract, FieldError, Operation } from '@jijiao/shared/http'
import { chineseMessage, fieldErrors } from '@jijiao/shared/http/contract'
import Router from '@koa/router'
import type { Context } from 'koa'
import type { z } from 'zod'
import { authenticate } from '../auth/authenticate'
import type { Deps } from '../deps'
import { FileAnswer, type Handler, type Handlers, Versioned } from './call'
import { exportList, wantsSheet } from './export'
import { once } from './idempotency'
import type { RequestLimits } from './limits'
import { Problem } from './problem'
import { requestInfo } from './request'
import { readUpload } from './upload'

export const API_BASE = '/api/v1'

export type MountDeps = Deps & { readonly limits: RequestLimits }

/** Turns each operation of a contract into a route: who, what, once, act, answer. */
export function mount<C extends Contract>(
  router: Router,
  deps: MountDeps,
  { name: group, contract }: { readonly name: string; readonly contract: C },
  handlers: Handlers<C>,
): void {
  for (const [name, operation] of Object.entries(contract)) {
    const handler = handlers[name] as Handler<Operation>
    router.register(`${API_BASE}${operation.path}`, [operation.method], (ctx: Context) =>
      serve(ctx, deps, `${group}.${name}`, operation, handler),
    )
  }
}

async function serve(ctx: Context, deps: MountDeps, name: string, operation: Operation, handler: Handler<Operation>) {
  ctx.state.operation = name
  const actor = await authenticate(ctx, deps, operation.access)
  ctx.state.accountId = actor?.accountId
  if (actor) await deps.limits.ofAccount(actor.accountId)
  else await deps.limits.ofAddress(ctx.ip)

  const input = readInput(ctx, operation)
  const file = operation.takesFile && (await readUpload(ctx, operation.takesFile))
  const call = { ...input, file, actor, request: requestInfo(ctx, deps) } as Parameters<typeof handler>[0]
  if (operation.sheet && wantsSheet(ctx)) {
    const listed = await exportList(deps, { name, sheet: operation.sheet, call, handler })
    return answer(ctx, deps, operation, 200, listed)
  }
  const key = operation.idempotency === 'key' ? ctx.get('idempotency-key') : ''
  const act = async () => ({
    status: operation.status ?? (operation.answer || operation.givesFile ? 200 : 204),
    body: await handler(call),
  })
  const reply = key ? await once(deps, { key, actor, name, input: { ...input, file: file?.sha256 } }, act) : await act()
  await answer(ctx, deps, operation, reply.status, reply.body)
}

function readInput(ctx: Context, operation: Operation) {
  const errors: FieldError[] = []
  const read = (schema: z.ZodType | undefined, value: unknown, prefix: string) => {
    if (!schema) return undefined
    const result = schema.safeParse(value, { error: chineseMessage })
    if (result.success) return result.data
    errors.push(...fieldErrors(result.error, prefix))
    return undefined
  }
  const params = read(operation.params, ctx.params, 'path')
  // An unknown id is absent, not malformed: nobody learns the form of ids from an answer.
  if (errors.length) throw new Problem('not_found')
  if (operation.body && ctx.request.rawBody === undefined) throw new Problem('unsupported_media_type')
  const input = {
    params,
    query: read(operation.query, { ...ctx.query }, 'query'),
    body: read(operation.body, ctx.request.body, '#'),
  }
  if (errors.length) throw new Problem('invalid_input', { errors })
  return input
}

async function answer(ctx: Context, deps: Deps, operation: Operation, status: number, value: unknown) {
  ctx.status = status
  ctx.set('cache-control', 'no-store')
  if (value instanceof FileAnswer) {
    answerFile(ctx, value)
    return
  }
  if (!operation.answer) {
    ctx.body = null
    return
  }
  let body = value
  if (value instanceof Versioned) {
    ctx.set('cache-control', 'no-cache')
    if (isKnown(ctx, value.version)) return
    body = await value.produce()
  }
  if (deps.env.NODE_ENV !== 'production') assertAnswer(operation.answer, body)
  const text = JSON.stringify(body)
  if (ctx.method === 'GET' && !(value instanceof Versioned)) {
    ctx.set('cache-control', 'no-cache')
    if (isKnown(ctx, createHash('sha1').update(text).digest('base64url'))) return
  }
  ctx.type = 'application/json; charset=utf-8'
  ctx.body = text
}

/** Sandboxed and offered for saving, so that nothing in a file of somebody else's runs as a page of ours. */
function answerFile(ctx: Context, { file }: FileAnswer) {
  ctx.attachment(file.name)
  ctx.type = file.type
  ctx.set('content-security-policy', "default-src 'none'; sandbox")
  ctx.set('x-content-type-options', 'nosniff')
  ctx.set('cross-origin-resource-policy', 'same-origin')
  ctx.body = file.content
  if (file.size !== undefined) ctx.length = file.size
}

/**
 * Sets the ETag, and answers 304 when the client has this version. `ctx.fresh` would not do: browsers add
 * `Cache-Control: no-cache` to a fetch that carries its own `If-None-Match`, and that counts as "not fresh".
 */
function isKnown(ctx: Context, version: string): boolean {
  // What the client asked for may be part of the version, and a header takes no Chinese.
  const etag = `W/"${encodeURIComponent(version)}"`
  ctx.set('etag', etag)
  const isSame = ctx
    .get('if-none-match')
    .split(',')
    .some((given) => given.trim() === etag)
  if (isSame) ctx.status = 304
  return isSame
}

/** Outside production an answer that its contract does not describe is a bug that must be seen. */
function assertAnswer(schema: z.ZodType, body: unknown) {
  const result = schema.safeParse(body)
  if (!result.success) throw new Error(`the answer breaks its contract: ${JSON.stringify(result.error.issues)}`)
}
