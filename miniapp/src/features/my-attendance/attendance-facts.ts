import { attendedMinutes, type MySession, minutesOf } from '@jijiao/shared/attendance'
import type { AttendanceRule } from '@jijiao/shared/classes'
import type { Fact } from '../../ui'

/** How much of the roll calls held somebody was at, in words. */
export function attendanceFacts(held: readonly MySession[], rule: AttendanceRule): readonly Fact[] {
  const total = held.reduce((sum, session) => sum + minutesOf(session), 0)
  const attended = held.reduce((sum, session) => sum + attendedMinutes(session, session.mark ?? undefined, rule), 0)
  const share = total > 0 ? Math.floor((attended * 100) / total) : 0
  const came = held.filter(({ mark }) => mark?.state === 'present' || mark?.state === 'late').length
  return [
    { name: '已到', value: `${came} 次，共 ${held.length} 次` },
    { name: '时间', value: `${attended} 分钟，共 ${total} 分钟（${share}%）` },
    ...(rule.leastSharePercent > 0 ? [{ name: '要求', value: `不少于 ${rule.leastSharePercent}%` }] : []),
  ]
}
