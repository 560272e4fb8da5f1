import { CLASS_STATE_LABELS, type ClassState } from '@jijiao/shared/classes'
import { StatusTag, type Tone } from '../../ui'

const TONES: Readonly<Record<ClassState, Tone>> = {
  planned: 'warn',
  open: 'good',
  closed: 'neutral',
  cancelled: 'bad',
}

export function ClassStateTag({ state }: { readonly state: ClassState }) {
  return <StatusTag tone={TONES[state]}>{CLASS_STATE_LABELS[state]}</StatusTag>
}
