import type { ClientSession, Connection, mongo } from 'mongoose'
import { expect } from 'vitest'

type Held<T> = {
  /** What the transaction writes before the others come. */
  readonly hold: (session: ClientSession) => Promise<unknown>
  readonly meanwhile: () => Promise<T>
}

/** A transaction that ends only when as many others wait for the database as will; answers what became of them. */
export async function heldBy<T>(db: Connection, { hold, meanwhile }: Held<T>): Promise<T> {
  const holding = await db.startSession()
  holding.startTransaction()
  await hold(holding)
  const connections = watchConnections(db)
  const others = meanwhile()
  await expect.poll(connections.areStanding, { interval: 500, timeout: 30_000 }).toBe(true)
  await holding.commitTransaction()
  await holding.endSession()
  connections.stop()
  return others
}

/** Which connections are kept by those who wait, not only in use at the moment. */
function watchConnections(db: Connection) {
  const client = db.getClient()
  const inUse = new Map<number, object>()
  let before: readonly object[] = []
  let stayedBefore = 0
  const add = (event: mongo.ConnectionCheckedOutEvent) => void inUse.set(event.connectionId as number, event)
  const take = (event: mongo.ConnectionCheckedInEvent) => void inUse.delete(event.connectionId as number)
  client.on('connectionCheckedOut', add).on('connectionCheckedIn', take)
  return {
    areStanding: () => {
      const now = [...inUse.values()]
      const stayed = now.filter((use) => before.includes(use)).length
      const standing = stayed > 0 && stayed === stayedBefore
      before = now
      stayedBefore = stayed
      return standing
    },
    stop: () => client.off('connectionCheckedOut', add).off('connectionCheckedIn', take),
  }
}
