import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { DeliveryFault } from '@jijiao/shared/webhooks'
import { AddressRefused, guardedLookup, isLoopback, isPublicAddress } from './public-address'

const TIMEOUT_MS = 10_000
/** Nothing in an answer is of use; so much is read to let the receiver end in peace. */
const MOST_ANSWER_BYTES = 64 * 1024

export type Sent = { readonly status: number | null; readonly fault: DeliveryFault | null }

type Parcel = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }
type Limits = { readonly isLoopbackAllowed: boolean; readonly timeoutMs?: number }

/** One attempt. Whatever goes wrong is an answer, never an error. */
export function send(
  { url, headers, body }: Parcel,
  { isLoopbackAllowed, timeoutMs = TIMEOUT_MS }: Limits,
): Promise<Sent> {
  const isAllowed = (address: string) => isPublicAddress(address) || (isLoopbackAllowed && isLoopback(address))
  const { protocol, hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  // A connection to a bare address asks no resolver.
  if (isIP(host) && !isAllowed(host)) return Promise.resolve({ status: null, fault: 'addressRefused' })
  const begin = protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const bytes = Buffer.from(body)
    const request = begin(url, {
      method: 'POST',
      agent: false,
      signal,
      lookup: guardedLookup(isAllowed),
      headers: { ...headers, 'content-type': 'application/json', 'content-length': bytes.length },
    })
    request.once('error', (error) => {
      const fault = error instanceof AddressRefused ? 'addressRefused' : signal.aborted ? 'timedOut' : 'unreachable'
      resolve({ status: null, fault })
    })
    request.once('response', (response) => {
      const status = response.statusCode ?? 0
      const settle = () => resolve({ status, fault: status >= 200 && status < 300 ? null : 'refusedStatus' })
      let read = 0
      response.on('data', (chunk: Buffer) => {
        read += chunk.length
        if (read > MOST_ANSWER_BYTES) response.destroy()
      })
      // The status is the answer; how its body ends changes nothing.
      response.once('error', settle)
      response.once('close', settle)
    })
    request.end(bytes)
  })
}
