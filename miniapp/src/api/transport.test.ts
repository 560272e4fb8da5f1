import type { TransportResponse } from '@jijiao/shared/http'
import { describe, expect, it } from 'vitest'
import { OfflineError } from '../platform/network-errors'
import type { Send, SendRequest } from './send-request'
import { createTransport, type Tokens } from './transport'

const first: Tokens = { accessToken: 'access-1', refreshToken: 'refresh-1' }
const second: Tokens = { accessToken: 'access-2', refreshToken: 'refresh-2' }
const request = { method: 'GET', url: '/accounts/me', headers: {}, access: 'account' } as const

type Setup = {
  readonly renew?: (refreshToken: string) => Promise<Tokens | null>
  readonly kept?: Tokens | null
  readonly answer?: (isAccepted: boolean) => TransportResponse
}

const acceptedOnly = (isAccepted: boolean): TransportResponse => ({
  status: isAccepted ? 200 : 401,
  headers: {},
  body: isAccepted ? 'yes' : undefined,
})

/** A server that accepts the second access token only. */
function setUp({ renew = async () => second, kept, answer = acceptedOnly }: Setup = {}) {
  let tokens: Tokens | null = first
  const sent: SendRequest[] = []
  const renewals: string[] = []
  const send: Send = async (asked) => {
    sent.push(asked)
    const isAccepted = asked.headers.authorization === 'Bearer access-2'
    return answer(isAccepted)
  }
  const transport = createTransport({
    base: 'https://server/api/v1',
    send,
    renew: (refreshToken) => {
      renewals.push(refreshToken)
      return renew(refreshToken)
    },
    exclusively: (task) => task(),
    tokens: {
      read: () => tokens,
      readAgain: () => {
        if (kept !== undefined) tokens = kept
        return tokens
      },
      write: (next) => {
        tokens = next
      },
      end: () => {
        tokens = null
      },
    },
  })
  return { transport, sent, renewals, tokens: () => tokens }
}

describe('a request with an expired access token', () => {
  it('is repeated with a renewed one', async () => {
    const { transport, sent, tokens } = setUp()
    expect(await transport(request)).toMatchObject({ status: 200, body: 'yes' })
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer access-1', 'Bearer access-2'])
    expect(tokens()).toEqual(second)
  })

  it('renews once, however many requests meet the expiry together', async () => {
    const { transport, renewals } = setUp()
    const answers = await Promise.all(Array.from({ length: 8 }, () => transport(request)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(renewals).toEqual(['refresh-1'])
  })

  it('takes the tokens that another window has renewed instead of using the refresh token twice', async () => {
    const { transport, renewals } = setUp({ kept: second })
    expect((await transport(request)).status).toBe(200)
    expect(renewals).toEqual([])
  })

  it('ends the session and passes the refusal on when the refresh token is refused', async () => {
    const { transport, tokens } = setUp({ renew: async () => null })
    expect((await transport(request)).status).toBe(401)
    expect(tokens()).toBeNull()
  })

  it('keeps the session when there is no answer to the renewal', async () => {
    const { transport, tokens } = setUp({ renew: () => Promise.reject(new OfflineError()) })
    await expect(transport(request)).rejects.toBeInstanceOf(OfflineError)
    expect(tokens()).toEqual(first)
  })
})

describe('a public request', () => {
  it('carries no token and renews nothing where it does something', async () => {
    const { transport, sent, renewals } = setUp()
    expect((await transport({ ...request, method: 'POST', access: 'public' })).status).toBe(401)
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([undefined])
    expect(renewals).toEqual([])
  })

  const guest: TransportResponse = {
    status: 200,
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    body: 'for a guest',
  }

  it('says who reads, and asks again with a renewed token where the server took it for a guest’s', async () => {
    const { transport, sent } = setUp({
      answer: (isAccepted) => (isAccepted ? { status: 200, headers: {}, body: 'for her' } : guest),
    })
    expect((await transport({ ...request, access: 'public' })).body).toBe('for her')
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer access-1', 'Bearer access-2'])
  })

  it('is answered as a guest’s where the session has ended', async () => {
    const { transport, sent } = setUp({ renew: async () => null, answer: () => guest })
    expect(await transport({ ...request, access: 'public' })).toEqual(guest)
    expect(sent).toHaveLength(1)
  })
})
