import { isIP } from 'node:net'
import type { Environment } from '@jijiao/config/environment'
import { Problem } from '../../http/problem'
import { isLoopback, isPublicAddress } from './public-address'

/** Names that no public resolver answers. What a public name points to is looked at when it is called. */
const INNER_NAME = /(^|\.)(localhost|local|internal|lan|home|corp|intranet)$/i
const LOOPBACK_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** The address as it will be called, or a refusal that says what is wrong with it. */
export function assertCallable(given: string, env: Pick<Environment, 'WEBHOOKS_TO_LOOPBACK'>): string {
  const refuse = (detail: string): never => {
    throw new Problem('invalid_input', { errors: [{ pointer: '#/url', detail }] })
  }
  if (!URL.canParse(given)) return refuse('请填写完整的网址，例如 https://example.com/hooks')
  const url = new URL(given)
  if (env.WEBHOOKS_TO_LOOPBACK && LOOPBACK_NAME.test(url.hostname)) return url.href
  if (url.protocol !== 'https:') return refuse('只能推送到 https 开头的网址')
  if (url.username || url.password) return refuse('网址中不能含有用户名和密码')
  if (url.hash) return refuse('网址中不能含有 # 和它后面的部分')
  if (url.port && Number(url.port) < 1_024) return refuse('端口应为 443 或不小于 1024')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isInner = isIP(host) ? !isPublicAddress(host) || isLoopback(host) : INNER_NAME.test(host) || !host.includes('.')
  if (isInner) return refuse('不能推送到内部网络的地址')
  return url.href
}
