import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { send } from './send'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listen(listener: RequestListener) {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const post = (url: string, more: { timeoutMs?: number; isLoopbackAllowed?: boolean } = {}) =>
  send({ url, headers: {}, body: '{}' }, { isLoopbackAllowed: true, ...more })

describe('one attempt', () => {
  it('follows no redirect, since it could lead inside', async () => {
    let isFollowed = false
    const inner = await listen((_, response) => {
      isFollowed = true
      response.end()
    })
    const host = await listen((_, response) => response.writeHead(302, { location: `http://${inner}/` }).end())
    expect(await post(`http://${host}/`)).toEqual({ status: 302, fault: 'refusedStatus' })
    expect(isFollowed).toBe(false)
  })

  it('waits no longer than its time', async () => {
    const host = await listen(() => undefined)
    expect(await post(`http://${host}/`, { timeoutMs: 50 })).toEqual({ status: null, fault: 'timedOut' })
  })

  it('reads no answer without end', async () => {
    const host = await listen((_, response) => {
      const pour = () => {
        while (response.write('x'.repeat(16_384))) if (response.destroyed) return
        response.once('drain', pour)
      }
      pour()
    })
    expect(await post(`http://${host}/`)).toEqual({ status: 200, fault: null })
  })

  it('says when nobody answers', async () => {
    const host = await listen(() => undefined)
    servers[0]?.close()
    expect(await post(`http://${host}/`)).toEqual({ status: null, fault: 'unreachable' })
  })

  it('connects to nothing inside, by number or by name', async () => {
    let isReached = false
    const host = await listen((_, response) => {
      isReached = true
      response.end()
    })
    const port = host.split(':')[1]
    for (const url of [`http://${host}/`, `http://localhost:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`]) {
      expect(await post(url, { isLoopbackAllowed: false }), url).toEqual({ status: null, fault: 'addressRefused' })
    }
    expect(await post('https://169.254.169.254/latest/meta-data')).toEqual({ status: null, fault: 'addressRefused' })
    expect(isReached).toBe(false)
  })
})
