import { connect, type Socket } from 'node:net'
import { type Document, deserialize, serialize } from 'bson'
import { crc32c } from '../../src/wire/checksum'

/** A bare connection, for what the driver would not send. */
export class RawClient {
  readonly #socket: Socket
  #received = Buffer.alloc(0)
  #waiting: (() => void)[] = []
  isClosed = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk])
      this.#wake()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      this.isClosed = true
      this.#wake()
    })
  }

  static async open(port: number): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1')
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    return new RawClient(socket)
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  /** The next whole frame. Throws when the server closes the connection first. */
  async frame(): Promise<Buffer> {
    for (;;) {
      const size = this.#received.length >= 4 ? this.#received.readInt32LE(0) : Number.POSITIVE_INFINITY
      if (this.#received.length >= size) {
        const frame = this.#received.subarray(0, size)
        this.#received = this.#received.subarray(size)
        return frame
      }
      if (this.isClosed) throw new Error('the server closed the connection')
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  async reply(): Promise<Document> {
    const frame = await this.frame()
    return deserialize(frame.subarray(frame.readInt32LE(12) === 1 ? 36 : 21))
  }

  async command(command: Document): Promise<Document> {
    this.send(message(command))
    return this.reply()
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** An OP_MSG frame; `sequences` become sections of kind 1. */
export function message(
  command: Document,
  options: { flags?: number; sequences?: Record<string, Document[]> } = {},
): Buffer {
  const sections = [Buffer.from([0]), Buffer.from(serialize(command))]
  for (const [name, documents] of Object.entries(options.sequences ?? {})) {
    const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))])
    const size = Buffer.alloc(4)
    size.writeInt32LE(content.length + 4)
    sections.push(Buffer.from([1]), size, content)
  }
  const flags = Buffer.alloc(4)
  flags.writeUInt32LE(options.flags ?? 0)
  return frameOf(2013, Buffer.concat([flags, ...sections]))
}

/** An OP_MSG frame with its checksum. */
export function withChecksum(frame: Buffer): Buffer {
  const whole = Buffer.concat([frame, Buffer.alloc(4)])
  whole.writeInt32LE(whole.length, 0)
  whole.writeUInt32LE(whole.readUInt32LE(16) | 1, 16)
  whole.writeUInt32LE(crc32c(whole.subarray(0, -4)), whole.length - 4)
  return whole
}

export function frameOf(opCode: number, content: Uint8Array): Buffer {
  const head = Buffer.alloc(16)
  head.writeInt32LE(16 + content.length, 0)
  head.writeInt32LE(1, 4)
  head.writeInt32LE(opCode, 12)
  return Buffer.concat([head, content])
}
