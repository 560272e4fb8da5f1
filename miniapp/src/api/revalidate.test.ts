import type { Transport, TransportRequest, TransportResponse } from '@jijiao/shared/http'
import { describe, expect, it } from 'vitest'
import { withRevalidation } from './revalidate'

const roll: TransportRequest = { method: 'GET', url: '/roll', headers: {}, access: 'operator' }

/** A server whose roll has a version, as the API's has. */
function server() {
  const asked: TransportRequest[] = []
  const state = { version: 'W/"1"', token: 'first' }
  const answer: Transport = async (request): Promise<TransportResponse> => {
    asked.push(request)
    if (request.headers['if-none-match'] === state.version) return { status: 304, headers: {}, body: undefined }
    return { status: 200, headers: { etag: state.version }, body: { version: state.version } }
  }
  return { asked, state, transport: withRevalidation(answer, () => state.token) }
}

describe('a transport that revalidates', () => {
  it('hands over the very same body while nothing has changed', async () => {
    const { asked, transport } = server()
    const first = await transport(roll)
    const second = await transport(roll)
    expect(second.status).toBe(200)
    expect(second.body).toBe(first.body)
    expect(asked[1]?.headers['if-none-match']).toBe('W/"1"')
  })

  it('hands over the new body after a change', async () => {
    const { state, transport } = server()
    await transport(roll)
    state.version = 'W/"2"'
    expect((await transport(roll)).body).toEqual({ version: 'W/"2"' })
  })

  it('never answers one identity with what another has loaded', async () => {
    const { asked, state, transport } = server()
    const first = await transport(roll)
    state.token = 'second'
    expect((await transport(roll)).body).not.toBe(first.body)
    expect(asked[1]?.headers).not.toHaveProperty('if-none-match')
  })

  it('keeps a bounded number of answers', async () => {
    const { asked, transport } = server()
    for (let page = 0; page < 40; page++) await transport({ ...roll, url: `/roll?page=${page}` })
    await transport({ ...roll, url: '/roll?page=0' })
    expect(asked.at(-1)?.headers).not.toHaveProperty('if-none-match')
    await transport({ ...roll, url: '/roll?page=39' })
    expect(asked.at(-1)?.headers['if-none-match']).toBe('W/"1"')
  })
})
