import { type AddressInfo, createServer, isIP, type Server, type Socket } from 'node:net'
import { dispatch } from './commands/dispatch'
import { HELLO_NAMES, hello } from './commands/hello'
import type { Engine } from './engine'
import { MongoServerError } from './errors'
import { encode } from './values/encode'
import {
  HEADER_BYTES,
  MAX_MESSAGE_BYTES,
  MalformedMessageError,
  parseMessage,
  RefusedRequestError,
  type Request,
  replyHead,
} from './wire/message'
import { errorReply } from './wire/reply'

const MAX_QUEUED_BYTES = 2 * MAX_MESSAGE_BYTES

/** Accepts connections on a loopback address and answers their messages, each connection's in order. */
export class WireServer {
  readonly #engine: Engine
  readonly #server: Server
  readonly #connections = new Set<Connection>()
  #lastConnectionId = 0
  #address = ''

  constructor(engine: Engine) {
    this.#engine = engine
    this.#server = createServer({ noDelay: true }, (socket) => {
      const id = ++this.#lastConnectionId
      const connection = new Connection(socket, (request) => this.#answer(request, id))
      this.#connections.add(connection)
      socket.on('close', () => this.#connections.delete(connection))
    })
  }

  /** Listens; port 0 takes a free one. Gives the port. Throws when the host is not loopback or the port is taken. */
  async listen(host: string, port: number): Promise<number> {
    if (!isLoopback(host)) throw new Error(`localdb listens on loopback addresses only, not on ${host}`)
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => resolve())
    })
    const address = this.#server.address() as AddressInfo
    this.#address = isIP(host) === 6 ? `[${host}]:${address.port}` : `${host}:${address.port}`
    return address.port
  }

  get address(): string {
    return this.#address
  }

  /** Stops accepting, lets running commands answer, and closes the connections. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    await Promise.all([...this.#connections].map((connection) => connection.finish()))
    await closed
  }

  #answer(request: Request, connectionId: number): Uint8Array | Promise<Uint8Array> {
    const [name = ''] = Object.keys(request.command)
    if (HELLO_NAMES.includes(name)) return encode(hello(this.#address, connectionId))
    if (request.isLegacy) {
      throw new MongoServerError(
        'UnsupportedOpQueryCommand',
        `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`,
      )
    }
    return dispatch(this.#engine, request)
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

/** Cuts the bytes of one socket into messages. */
class Connection {
  readonly #socket: Socket
  readonly #answer: (request: Request) => Uint8Array | Promise<Uint8Array>
  readonly #waiting: Buffer[] = []
  #waitingBytes = 0
  #chunks: Buffer[] = []
  #bytes = 0
  #needed = HEADER_BYTES
  #isBusy = false
  #isClosing = false

  constructor(socket: Socket, answer: (request: Request) => Uint8Array | Promise<Uint8Array>) {
    this.#socket = socket
    this.#answer = answer
    socket.on('data', (chunk) => this.#receive(chunk))
    socket.on('error', () => socket.destroy())
  }

  /** Closes the connection once the command that runs has been answered. */
  async finish(): Promise<void> {
    this.#isClosing = true
    this.#waiting.length = 0
    const deadline = Date.now() + 5000
    while (this.#isBusy && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise<void>((resolve) => (this.#socket.destroyed ? resolve() : this.#socket.end(() => resolve())))
    this.#socket.destroy()
  }

  #receive(chunk: Buffer): void {
    if (this.#isClosing) return
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    while (this.#bytes >= this.#needed) {
      const data = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks)
      const size = data.readInt32LE(0)
      if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES) {
        this.#socket.destroy()
        return
      }
      const isWhole = data.length >= size
      const rest = isWhole ? data.subarray(size) : data
      this.#chunks = rest.length > 0 ? [rest] : []
      this.#bytes = rest.length
      this.#needed = isWhole ? HEADER_BYTES : size
      if (isWhole) this.#accept(data.subarray(0, size))
    }
  }

  #accept(frame: Buffer): void {
    if (!this.#isBusy) {
      this.#handle(frame)
      return
    }
    this.#waiting.push(frame)
    this.#waitingBytes += frame.length
    if (this.#waitingBytes > MAX_QUEUED_BYTES) this.#socket.pause()
  }

  #handle(frame: Buffer): void {
    let request: Request | undefined
    try {
      request = parseMessage(frame)
      const reply = this.#answer(request)
      if (reply instanceof Uint8Array) this.#send(request, reply)
      else this.#later(request, reply)
    } catch (error) {
      this.#refuse(request, error)
    }
  }

  #later(request: Request, reply: Promise<Uint8Array>): void {
    this.#isBusy = true
    reply
      .then(
        (bytes) => this.#send(request, bytes),
        (error) => this.#refuse(request, error),
      )
      .finally(() => this.#next())
  }

  #next(): void {
    this.#isBusy = false
    while (!this.#isBusy && !this.#isClosing) {
      const frame = this.#waiting.shift()
      if (!frame) break
      this.#waitingBytes -= frame.length
      this.#handle(frame)
    }
    if (this.#socket.isPaused() && this.#waitingBytes <= MAX_QUEUED_BYTES) this.#socket.resume()
  }

  #refuse(request: Request | undefined, error: unknown): void {
    if (error instanceof RefusedRequestError) this.#send(error.request, errorReply(error.reason))
    else if (!request || error instanceof MalformedMessageError) this.#socket.destroy()
    else this.#send(request, errorReply(asServerError(error)))
  }

  #send(request: Pick<Request, 'id' | 'isLegacy' | 'wantsNoReply'>, body: Uint8Array): void {
    if (request.wantsNoReply || this.#socket.destroyed) return
    const head = replyHead(request, body)
    if (body.length < 16_384) {
      this.#socket.write(Buffer.concat([head, body]))
      return
    }
    this.#socket.cork()
    this.#socket.write(head)
    this.#socket.write(body)
    this.#socket.uncork()
  }
}

function asServerError(error: unknown): MongoServerError {
  if (error instanceof MongoServerError) return error
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new MongoServerError('Overflow', 'the command is nested too deeply')
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new MongoServerError('InternalError', `localdb failed: ${reason}`)
}
