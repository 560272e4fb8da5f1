import { UNIT_REGISTRATION_SECONDS } from '@jijiao/shared/accounts'
import { readStored, removeStored, store } from '../../platform/storage'

const NAME = 'unit-registration'

type Kept = { readonly registrationId: string; readonly beganAt: number }

/** A registration that was begun on this device, to go on with after a lost connection. */
export function keptRegistration(): string | null {
  const kept = readStored<Kept>(NAME)
  if (!kept || Date.now() - kept.beganAt > UNIT_REGISTRATION_SECONDS * 1000) return null
  return kept.registrationId
}

export const keepRegistration = (registrationId: string) => store(NAME, { registrationId, beganAt: Date.now() })
export const forgetRegistration = () => removeStored(NAME)
