import type { Transport, TransportRequest, TransportResponse } from '@jijiao/shared/http'
import type { Send } from './send-request'

export type Tokens = { readonly accessToken: string; readonly refreshToken: string }

/** Where the tokens of the present session are kept. */
export type TokenHolder<T extends Tokens> = {
  readonly read: () => T | null
  /** Looks again where they are kept: another window may have renewed them. */
  readonly readAgain: () => T | null
  readonly write: (tokens: T) => void
  /** The server has ended the session: the person must sign in again. */
  readonly end: () => void
}

/** A file takes longer than a few lines. */
const FILE_PATIENCE = 8

type TransportOptions<T extends Tokens> = {
  /** Origin and path in front of every endpoint: `https://host/api/v1`. */
  readonly base: string
  readonly send: Send
  readonly tokens: TokenHolder<T>
  /** New tokens for a refresh token; null when the server refuses it for good; rejects when there is no answer. */
  readonly renew: (refreshToken: string) => Promise<T | null>
  /** Runs a task while no other window of this browser runs it. */
  readonly exclusively: <T>(task: () => Promise<T>) => Promise<T>
  /** Headers that every request carries. */
  readonly commonHeaders?: () => Promise<Record<string, string>>
  readonly timeoutMs?: number
}

/**
 * Sends requests with the access token and renews it when the server says 401. However many requests meet an expired
 * token at once, it is renewed once: a refresh token works a single time, and a second use would end the session.
 */
export function createTransport<T extends Tokens>(
  options: TransportOptions<T>,
): Transport & { readonly renewNow: () => Promise<void> } {
  const { base, send, tokens, renew, exclusively, commonHeaders, timeoutMs = 15_000 } = options
  let renewal: Promise<void> | null = null

  async function attempt(request: TransportRequest): Promise<TransportResponse> {
    const headers: Record<string, string> = { ...(await commonHeaders?.()), ...request.headers }
    const accessToken = tokens.read()?.accessToken
    if (accessToken && mayDependOnReader(request) && !headers.authorization) {
      headers.authorization = `Bearer ${accessToken}`
    }
    const { method, body, file, givesFile } = request
    return send({
      url: base + request.url,
      method,
      headers,
      body,
      file,
      givesFile,
      timeoutMs: file || givesFile ? timeoutMs * FILE_PATIENCE : timeoutMs,
    })
  }

  async function renewTokens(used: string): Promise<void> {
    await exclusively(async () => {
      const kept = tokens.readAgain()
      // Another request, or another window, has been quicker.
      if (!kept || kept.accessToken !== used) return
      const renewed = await renew(kept.refreshToken)
      if (renewed) tokens.write(renewed)
      else tokens.end()
    })
  }

  function renewOnce(used: string): Promise<void> {
    renewal ??= renewTokens(used).finally(() => {
      renewal = null
    })
    return renewal
  }

  async function renewNow(): Promise<void> {
    const used = tokens.read()?.accessToken
    if (used) await renewOnce(used)
  }

  const transport: Transport = async (request) => {
    const used = tokens.read()?.accessToken
    const response = await attempt(request)
    if (!asksForOtherToken(response) || !mayDependOnReader(request) || !used || request.headers.authorization)
      return response
    if (tokens.read()?.accessToken === used) await renewOnce(used)
    return tokens.read() ? attempt(request) : response
  }

  return Object.assign(transport, { renewNow })
}

/** What is public to read can still say what its reader may do with it; what is public to do asks nobody who they are. */
const mayDependOnReader = ({ access, method }: TransportRequest) => access !== 'public' || method === 'GET'

/** Refused for its token, or, where no token is needed, answered without regard to it. */
const asksForOtherToken = ({ status, headers }: TransportResponse) =>
  status === 401 || headers['www-authenticate'] !== undefined
