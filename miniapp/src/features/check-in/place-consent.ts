import { LOCATION_NOTICE } from '@jijiao/shared/my-data'
import { api, currentAccountId } from '../../api'
import { readStored, removeStored, store } from '../../platform/storage'

const NAME = 'place-consent'

/** Who agreed on this phone, to which words, and whether the server knows. */
type Kept = { readonly accountId: string; readonly version: string; readonly isTold: boolean }

// Beside the storage, which may be full or blocked.
let kept = readStored<Kept>(NAME)

function keep(next: Kept | null): void {
  kept = next
  if (next) store(NAME, next)
  else removeStored(NAME)
}

/** Whether the person who is signed in has agreed to it on this phone: nothing reads the position before. */
export const mayReadPlace = (): boolean =>
  kept !== null && kept.accountId === currentAccountId() && kept.version === LOCATION_NOTICE.version

export function agreeToPlace(): void {
  const accountId = currentAccountId()
  if (accountId) keep({ accountId, version: LOCATION_NOTICE.version, isTold: false })
}

/** Withdrawn: the next check-in asks again. */
export const forgetPlaceConsent = (): void => keep(null)

/**
 * Tells the server what was agreed to here, or learns that it was withdrawn elsewhere. Beside the check-ins, which never
 * wait for it; without network it is made up for when the app is opened the next time.
 */
export async function settlePlaceConsent(): Promise<void> {
  const of = kept
  if (!of || !mayReadPlace()) return
  try {
    if (!of.isTold) {
      await api.myData.consentToLocation({ body: { version: LOCATION_NOTICE.version } })
      if (kept === of) keep({ ...of, isTold: true })
      return
    }
    const { consents } = await api.myData.consents()
    const isGiven = consents.some(({ purpose, withdrawnAt }) => purpose === 'location' && withdrawnAt === null)
    if (!isGiven && kept === of) forgetPlaceConsent()
  } catch {
    // The next time.
  }
}
