import { Empty, SectionTitle } from '../../ui'
import { LoadedPages } from '../shell'
import { awaitsCheckIn } from './mark-words'
import { SessionList } from './session-list'
import { CheckInButtons } from './todays-check-in'
import { useMySessions } from './use-my-sessions'

/** The roll calls of one class with my mark in each. */
export function ClassTimetable({ classId }: { readonly classId: string }) {
  const sessions = useMySessions(classId)
  return (
    <>
      {sessions.data?.some(awaitsCheckIn) && <CheckInButtons />}
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
