import { IMPORT_STATE_LABELS, type ImportState } from '@jijiao/shared/imports'
import { StatusTag, type Tone } from '../../ui'

const TONES: Readonly<Record<ImportState, Tone>> = {
  checked: 'warn',
  running: 'info',
  done: 'good',
  failed: 'bad',
  undone: 'neutral',
  expired: 'neutral',
}

export function ImportTag({ state }: { readonly state: ImportState }) {
  return <StatusTag tone={TONES[state]}>{IMPORT_STATE_LABELS[state]}</StatusTag>
}
