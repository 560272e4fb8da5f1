import type { AttendanceRule } from '../classes'
import { LEAVING_GRACE_MINUTES, type MarkSource, type MarkState } from './constants'

const MINUTE_MS = 60_000

/** Instants may be dates, epoch milliseconds or ISO text, so that both sides can ask. */
type Instant = Date | number | string
type Held = { readonly startsAt: Instant; readonly endsAt: Instant; readonly scanOut: boolean }
type Marked = {
  readonly state: MarkState
  readonly source: MarkSource
  readonly markedAt: Instant
  readonly leftAt: Instant | null
}

const ms = (instant: Instant) => new Date(instant).getTime()

/** The last moment of a scan: of arriving, or of leaving where that is scanned, too. */
export const lastScanAt = ({ endsAt, scanOut }: Omit<Held, 'startsAt'>) =>
  ms(endsAt) + (scanOut ? LEAVING_GRACE_MINUTES * MINUTE_MS : 0)

export const minutesOf = ({ startsAt, endsAt }: Held) => Math.round((ms(endsAt) - ms(startsAt)) / MINUTE_MS)

/** Came by a scan to a roll call that is scanned on leaving, and never scanned again. */
export const lacksLeaving = ({ scanOut }: Pick<Held, 'scanOut'>, { state, source, leftAt }: Marked) =>
  scanOut && source !== 'manual' && leftAt === null && (state === 'present' || state === 'late')

/**
 * The minutes of a roll call that a mark amounts to. In time counts from the start, late from the arrival. Whoever was
 * marked by hand was there as far as the operator knows.
 */
export function attendedMinutes(
  held: Held,
  mark: Marked | undefined,
  { leave }: Pick<AttendanceRule, 'leave'>,
): number {
  if (!mark || mark.state === 'absent') return 0
  if (mark.state === 'leave') return leave === 'counts' ? minutesOf(held) : 0
  if (lacksLeaving(held, mark)) return 0
  const from = mark.state === 'late' && mark.source !== 'manual' ? ms(mark.markedAt) : ms(held.startsAt)
  const to = Math.min(mark.leftAt === null ? Number.POSITIVE_INFINITY : ms(mark.leftAt), ms(held.endsAt))
  return Math.max(0, Math.round((to - from) / MINUTE_MS))
}
