import type { DishonestyState } from '@jijiao/shared/dishonesty'
import type { Tone } from '../../ui'

export const DISHONESTY_TONES: Readonly<Record<DishonestyState, Tone>> = {
  recorded: 'neutral',
  noticed: 'warn',
  effective: 'bad',
  revoked: 'neutral',
  expired: 'neutral',
}
