import type { SessionTokens } from '@jijiao/shared/accounts'
import { endpoints } from '@jijiao/shared/api'
import type { ApiContract } from '@jijiao/shared/api/contract'
import { callEndpoint, createClient, type Endpoint, type ReceivedFile, SHEET_TYPE } from '@jijiao/shared/http'
import { deviceKey } from '../platform/device-key'
import { exclusively } from '../platform/exclusive'
import { OfflineError } from '../platform/network-errors'
import { withRevalidation } from './revalidate'
import { send } from './send'
import { latestSession, useSession } from './session'
import { createTransport } from './transport'

const BASE = `${SERVER_ORIGIN}/api/v1`
const TIMEOUT_MS = 15_000

const commonHeaders = async () => ({ 'x-device-key': await deviceKey() })

const transport = createTransport<SessionTokens>({
  base: BASE,
  send,
  timeoutMs: TIMEOUT_MS,
  commonHeaders,
  exclusively: (task) => exclusively('renew-session', task),
  renew,
  tokens: {
    read: () => useSession.getState().session,
    readAgain: latestSession,
    write: (session) => useSession.getState().start(session),
    end: () => useSession.getState().end(),
  },
})

/** The server, in types: every operation of its contract as a function. */
export const api = createClient<ApiContract>(
  endpoints,
  withRevalidation(transport, () => useSession.getState().session?.accessToken),
)

type ListInput = {
  readonly params?: Readonly<Record<string, unknown>> | undefined
  readonly query?: Readonly<Record<string, unknown>> | undefined
}

/** A list as a spreadsheet: all its pages, with the filters of the query. */
export async function listAsSheet(endpoint: Endpoint, { params = {}, query = {} }: ListInput): Promise<ReceivedFile> {
  const options = { headers: { accept: SHEET_TYPE } }
  return (await callEndpoint({ ...endpoint, givesFile: true }, { params, query }, options, transport)) as ReceivedFile
}

/** Fetches new tokens at once: the server has said that the present ones no longer tell all about the person. */
export const renewSession = transport.renewNow

async function renew(refreshToken: string): Promise<SessionTokens | null> {
  const { method, path } = endpoints.accounts.refresh
  const response = await send({
    url: BASE + path,
    method,
    headers: await commonHeaders(),
    body: { refreshToken },
    timeoutMs: TIMEOUT_MS,
  })
  if (response.status === 200) return response.body as SessionTokens
  if (response.status === 401 || response.status === 422) return null
  // A server in trouble ends nobody's session.
  throw new OfflineError('服务暂时无法使用，请稍后再试')
}
