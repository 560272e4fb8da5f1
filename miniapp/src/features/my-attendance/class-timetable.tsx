import type { ReactNode } from 'react'
import { Empty, SectionTitle } from '../../ui'
import { LoadedPages } from '../shell'
import { awaitsCheckIn } from './mark-words'
import { SessionList } from './session-list'
import { CheckInButtons } from './todays-check-in'
import { useMySessions } from './use-my-sessions'

type ClassTimetableProps = {
  readonly classId: string
  /** What can be done about them, after the check-in that is open now. */
  readonly children?: ReactNode
}

/** The roll calls of one class with my mark in each. */
export function ClassTimetable({ classId, children }: ClassTimetableProps) {
  const sessions = useMySessions(classId)
  return (
    <>
      {sessions.data?.some(awaitsCheckIn) && <CheckInButtons />}
      {children}
      <SectionTitle>考勤</SectionTitle>
      <LoadedPages
        remote={sessions}
        empty={<Empty icon="calendar" title="还没有安排考勤" note="经办人安排考勤以后，时间会显示在这里。" />}
      >
        {(items) => <SessionList sessions={items} />}
      </LoadedPages>
    </>
  )
}
