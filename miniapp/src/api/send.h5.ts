import { OfflineError, TimeoutError } from './network-errors'
import type { Send } from './send-request'

/** One request over `fetch`. */
export const send: Send = async ({ url, method, headers, body, timeoutMs }) => {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const response = await fetch(url, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: abort.signal,
    })
    const text = await response.text()
    return { status: response.status, headers: Object.fromEntries(response.headers), body: parse(text) }
  } catch {
    throw abort.signal.aborted ? new TimeoutError() : new OfflineError()
  } finally {
    clearTimeout(timer)
  }
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
