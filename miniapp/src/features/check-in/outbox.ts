import type { CheckInView } from '@jijiao/shared/attendance'
import { useSyncExternalStore } from 'react'
import { api, createOutbox, currentAccountId, type OutboxItem } from '../../api'
import type { Position } from '../../platform/position'
import { readStored, store } from '../../platform/storage'

const NAME = 'kept-scans'

/** A code that was scanned while the server could not be reached. */
export type KeptScan = OutboxItem<{ readonly code: string; readonly position?: Position | null }, CheckInView>

/** Scans made without network: kept on the phone until the server has answered each. */
export const keptScans = createOutbox<KeptScan['payload'], CheckInView>({
  read: () => readStored<readonly KeptScan[]>(NAME),
  write: (items) => store(NAME, items),
  accountId: currentAccountId,
  send: ({ code, position = null }, idempotencyKey) =>
    api.attendance.checkIn({ body: { by: 'scan', code, position, isKept: true } }, { idempotencyKey }),
})

/** The kept scans of the account that is signed in, newest first. */
export function useKeptScans(): readonly KeptScan[] {
  const all = useSyncExternalStore(keptScans.subscribe, keptScans.items, keptScans.items)
  const owner = currentAccountId()
  return all.filter((item) => item.accountId === owner).reverse()
}
