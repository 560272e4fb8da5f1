import type { Context } from 'koa'
import type { Deps } from '../deps'
import type { RequestInfo } from './call'

const DEVICE_KEY = /^[A-Za-z0-9_-]{16,64}$/

export function requestInfo(ctx: Context, deps: Pick<Deps, 'env'>): RequestInfo {
  const deviceKey = ctx.get('x-device-key')
  return {
    id: ctx.state.requestId,
    address: ctx.ip,
    deviceKey: DEVICE_KEY.test(deviceKey) ? deviceKey : null,
    origin: deps.env.PUBLIC_URL?.replace(/\/$/, '') ?? `${ctx.protocol}://${ctx.host}`,
    receivedAt: ctx.state.receivedAt,
  }
}
