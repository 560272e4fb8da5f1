import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { AwsV4Signer } from 'aws4fetch'

export type FakeS3 = { readonly url: string; stop(): Promise<void> }

type Keys = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string }

/** An S3 store on the loopback, for tests: it signs each request again and refuses another signature. */
export async function startFakeS3(keys: Keys): Promise<FakeS3> {
  const objects = new Map<string, { readonly bytes: Buffer; readonly type: string }>()

  async function isSigned(request: IncomingMessage, url: string): Promise<boolean> {
    const given = request.headers.authorization ?? ''
    const signedHeaders = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? []
    const headers = Object.fromEntries(
      signedHeaders.flatMap((name) => (name === 'host' ? [] : [[name, String(request.headers[name] ?? '')]])),
    )
    const signer = new AwsV4Signer({
      ...keys,
      url,
      method: request.method ?? 'GET',
      headers,
      service: 's3',
      datetime: String(request.headers['x-amz-date']),
      allHeaders: true,
    })
    return (await signer.authHeader()) === given
  }

  const server = createServer(async (request, response) => {
    const url = `http://${request.headers.host}${request.url}`
    const bytes = await buffer(request)
    if (!(await isSigned(request, url))) return response.writeHead(403).end()
    const key = request.url ?? ''
    if (request.method === 'PUT') {
      objects.set(key, { bytes, type: String(request.headers['content-type']) })
      return response.writeHead(200).end()
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return response.writeHead(204).end()
    }
    const found = objects.get(key)
    if (!found) return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': found.type }).end(found.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
