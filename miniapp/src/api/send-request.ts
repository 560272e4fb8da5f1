import type { TransportResponse } from '@jijiao/shared/http'

export type SendRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers: Record<string, string>
  readonly body?: unknown
  readonly timeoutMs: number
}

/** Sends one request as it is; rejects with `OfflineError` or `TimeoutError` when no answer came. */
export type Send = (request: SendRequest) => Promise<TransportResponse>
