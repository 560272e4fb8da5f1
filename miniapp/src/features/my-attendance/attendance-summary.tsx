import type { AttendanceRule } from '@jijiao/shared/classes'
import { Card, Facts } from '../../ui'
import { attendanceFacts } from './attendance-facts'
import { useMySessions } from './use-my-sessions'

type AttendanceSummaryProps = { readonly classId: string; readonly rule: AttendanceRule }

/** How much of the class I have been at, counted as its closing will count it. */
export function AttendanceSummary({ classId, rule }: AttendanceSummaryProps) {
  const sessions = useMySessions(classId)
  // Of a part of the list the sums would be wrong.
  const held = sessions.hasMore ? [] : (sessions.data ?? []).filter(({ state }) => state === 'closed')
  if (held.length === 0) return null
  return (
    <Card title="出勤">
      <Facts facts={attendanceFacts(held, rule)} />
    </Card>
  )
}
