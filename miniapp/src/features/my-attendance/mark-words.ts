import {
  MARK_FLAG_LABELS,
  MARK_SOURCE_LABELS,
  MARK_STATE_LABELS,
  type MarkState,
  type MarkView,
  type MySession,
  SCAN_DECISION_LABELS,
} from '@jijiao/shared/attendance'
import type { Tone } from '../../ui'
import { dayAndClock } from '../calendar'

const TONES: Readonly<Record<MarkState, Tone>> = { present: 'good', late: 'warn', leave: 'info', absent: 'bad' }

/** How I stand in a roll call, in a word. */
export function standing({ state, mark }: Pick<MySession, 'state' | 'mark'>): { tone: Tone; word: string } {
  if (mark?.decision === 'pending') return { tone: 'warn', word: SCAN_DECISION_LABELS.pending }
  if (mark) return { tone: TONES[mark.state], word: MARK_STATE_LABELS[mark.state] }
  if (state === 'planned') return { tone: 'neutral', word: '未开始' }
  if (state === 'open') return { tone: 'info', word: '正在签到' }
  return { tone: 'bad', word: '未签到' }
}

/** Whether a code that is shown now is still to be scanned. */
export const awaitsCheckIn = ({ state, mark }: Pick<MySession, 'state' | 'mark'>) => state === 'open' && mark === null

/** How the mark came about and what is open about it, one sentence a line. */
export function markLines(mark: MarkView): readonly string[] {
  const lines = [`${dayAndClock(mark.markedAt)} ${MARK_SOURCE_LABELS[mark.source]}`]
  if (mark.flags.length > 0) lines.push(`说明：${mark.flags.map((flag) => MARK_FLAG_LABELS[flag]).join('；')}`)
  if (mark.decision === 'pending' && mark.proposedState) {
    lines.push(`经办人确认后记为“${MARK_STATE_LABELS[mark.proposedState]}”`)
  } else if (mark.decision) lines.push(`经办人${SCAN_DECISION_LABELS[mark.decision]}这次扫码`)
  if (mark.reason) lines.push(`经办人说明：${mark.reason}`)
  return lines
}
