import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a webhook has sent. */
export type Arrived = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

/** A unit's own system: keeps what arrives and answers as it is told. */
export async function startReceiver() {
  const arrived: Arrived[] = []
  const answers = { status: 204 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      arrived.push({ body: String(Buffer.concat(chunks)), headers: request.headers as Record<string, string> })
      response.writeHead(answers.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    arrived,
    answers,
    stop: () => server.close(),
  }
}
