import { DISHONESTY_STATE_LABELS, type DishonestyState } from '@jijiao/shared/dishonesty'
import { StatusTag, type Tone } from '../../ui'

const TONES: Readonly<Record<DishonestyState, Tone>> = {
  recorded: 'neutral',
  noticed: 'warn',
  effective: 'bad',
  revoked: 'neutral',
  expired: 'neutral',
}

export function DishonestyTag({ state }: { readonly state: DishonestyState }) {
  return <StatusTag tone={TONES[state]}>{DISHONESTY_STATE_LABELS[state]}</StatusTag>
}
