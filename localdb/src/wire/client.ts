import { connect, type Socket } from 'node:net'
import { decode } from '../values/decode'
import { type Document, documentOf } from '../values/document'
import { encode } from '../values/encode'

const OP_MSG = 2013
const REPLY_HEAD_BYTES = 21

/** A connection to a server on this machine, for the commands of the command line. One command at a time. */
export class WireClient {
  private constructor(readonly socket: Socket) {}

  /** `undefined` when nobody listens there. */
  static async open(host: string, port: number): Promise<WireClient | undefined> {
    const socket = connect({ host, port })
    return new Promise((resolve) => {
      socket.once('connect', () => resolve(new WireClient(socket)))
      socket.once('error', () => resolve(undefined))
    })
  }

  /** Sends to the database `admin`. Throws when the answer is an error or the connection ends. */
  async command(fields: Record<string, unknown>): Promise<Document> {
    const body = encode(documentOf(Object.entries({ ...fields, $db: 'admin' })))
    const head = Buffer.alloc(REPLY_HEAD_BYTES)
    head.writeInt32LE(head.length + body.length, 0)
    head.writeInt32LE(OP_MSG, 12)
    this.socket.write(Buffer.concat([head, body]))
    const frame = await this.#frame()
    const reply = decode(frame.subarray(REPLY_HEAD_BYTES))
    if (reply.ok !== 1) throw new Error(String(reply.errmsg))
    return reply
  }

  #frame(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      let received = Buffer.alloc(0)
      const done = (settle: () => void) => {
        this.socket.off('data', onData)
        this.socket.off('close', onClose)
        settle()
      }
      const onData = (chunk: Buffer) => {
        received = Buffer.concat([received, chunk])
        if (received.length >= 4 && received.length >= received.readInt32LE(0)) done(() => resolve(received))
      }
      const onClose = () => done(() => reject(new Error('the server closed the connection')))
      this.socket.on('data', onData)
      this.socket.on('close', onClose)
    })
  }

  close(): void {
    this.socket.destroy()
  }
}
