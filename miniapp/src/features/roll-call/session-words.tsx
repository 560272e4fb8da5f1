import {
  SESSION_STATE_LABELS,
  type SessionCounts,
  type SessionState,
  type SessionView,
} from '@jijiao/shared/attendance'
import { StatusTag, type Tone } from '../../ui'
import { timeSpan } from '../calendar'

const TONES: Readonly<Record<SessionState, Tone>> = {
  planned: 'warn',
  open: 'good',
  closed: 'neutral',
  cancelled: 'neutral',
}

export function SessionStateTag({ state }: { readonly state: SessionState }) {
  return <StatusTag tone={TONES[state]}>{SESSION_STATE_LABELS[state]}</StatusTag>
}

export const arrivedOf = (counts: SessionCounts): number => counts.present + counts.late

export const sessionTime = ({ startsAt, endsAt }: Pick<SessionView, 'startsAt' | 'endsAt'>): string =>
  timeSpan(startsAt, endsAt)
