import type { Transport, TransportResponse } from '@jijiao/shared/http'

/** Enough for the pages of a long roll; older answers are simply asked for in full again. */
const KEPT_ANSWERS = 30

type Kept = { readonly accessToken: string | undefined; readonly etag: string; readonly response: TransportResponse }

/**
 * Asks again with the ETag of the last answer (`If-None-Match`). Where the server says 304, the caller receives the very
 * same body as before: whoever polls compares by `===` and nothing travels. What was answered to another access token
 * is never used.
 */
export function withRevalidation(transport: Transport, accessToken: () => string | undefined): Transport {
  const answers = new Map<string, Kept>()

  function keep(url: string, kept: Kept): void {
    answers.delete(url)
    answers.set(url, kept)
    const [oldest] = answers.keys()
    if (answers.size > KEPT_ANSWERS && oldest !== undefined) answers.delete(oldest)
  }

  return async (request) => {
    if (request.method !== 'GET') return transport(request)
    const kept = answers.get(request.url)
    const known = kept && kept.accessToken === accessToken() ? kept : undefined
    const headers = known ? { ...request.headers, 'if-none-match': known.etag } : request.headers
    const response = await transport({ ...request, headers })
    if (response.status === 304 && known) {
      // The token may have been renewed on the way: the same person, the same answer.
      keep(request.url, { ...known, accessToken: accessToken() })
      return known.response
    }
    const { etag } = response.headers
    if (response.status === 200 && etag) keep(request.url, { accessToken: accessToken(), etag, response })
    else answers.delete(request.url)
    return response
  }
}
