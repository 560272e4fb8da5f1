import { SET_NAME } from './commands/hello'
import { Engine } from './engine'
import { Expiry } from './expiry'
import { announce } from './presence'
import { WireServer } from './server'

export { backUp, restore } from './backup'
export { DataFolderInUseError } from './storage/sqlite'

export interface LocalDbOptions {
  /** The data folder; created when it is not there. One process at a time may have it open. */
  data: string
  /** 0 takes a free port. */
  port: number
  /** A loopback address. */
  host?: string
  /** Memory for pages of the data file, in megabytes. */
  cacheMb?: number
  /** How often documents of TTL indexes are looked for, in seconds. */
  ttlIntervalSeconds?: number
}

export interface LocalDb {
  /** For `mongoose.connect` and the official driver; transactions and retryable writes work with it. */
  uri: string
  port: number
  /** Answers what is running, closes the connections and leaves one closed data file. */
  close: () => Promise<void>
}

/**
 * Starts the server in this process. Throws DataFolderInUseError when another process has the folder, and Node's error
 * when the port is taken.
 */
export async function startLocalDb(options: LocalDbOptions): Promise<LocalDb> {
  const { data, port, host = '127.0.0.1', cacheMb = 64, ttlIntervalSeconds = 60 } = options
  const engine = new Engine({ data, cacheMb })
  const server = new WireServer(engine)
  try {
    const taken = await server.listen(host, port)
    const presence = announce(data, server.address)
    const expiry = new Expiry(engine, ttlIntervalSeconds)
    let closing: Promise<void> | undefined
    const close = async () => {
      presence.withdraw()
      expiry.stop()
      await server.close()
      await engine.close()
    }
    return {
      uri: `mongodb://${server.address}/?replicaSet=${SET_NAME}&directConnection=true`,
      port: taken,
      close: () => (closing ??= close()),
    }
  } catch (error) {
    await engine.close()
    throw error
  }
}
