import type { SessionView } from '@jijiao/shared/attendance'
import type { ClassView } from '@jijiao/shared/classes'
import { api, useRemote } from '../../api'
import { goBack } from '../../platform/navigation'
import { Empty, toast } from '../../ui'
import { useClass } from '../class-management'
import { AppPage, Loaded } from '../shell'
import { TimetableForm } from './timetable-form'

const MOST_A_PAGE = 100

/** 课表: the lessons of a class, each of which is a roll call. */
export function Timetable({ classId }: { readonly classId: string }) {
  const trainingClass = useClass(classId)
  const sessions = useRemote(`all-sessions:${classId}`, () => allSessions(classId))
  if (!trainingClass.data || !sessions.data) {
    return (
      <AppPage title="课表">
        <Loaded<unknown> remote={trainingClass.data ? sessions : trainingClass}>{() => null}</Loaded>
      </AppPage>
    )
  }
  if (!trainingClass.data.abilities.setTimetable) {
    return (
      <AppPage title="课表">
        <Empty icon="calendar" title="现在不能修改课表" note={reasonOf(trainingClass.data)} />
      </AppPage>
    )
  }
  return (
    <TimetableForm
      trainingClass={trainingClass.data}
      sessions={sessions.data}
      onSaved={({ planned, changed, cancelled }) => {
        toast(`课表已保存：新增 ${planned}，修改 ${changed}，取消 ${cancelled}`)
        goBack()
      }}
      onConflict={async () => {
        await Promise.all([trainingClass.reload(), sessions.reload()])
      }}
    />
  )
}

const reasonOf = ({ state }: ClassView) =>
  state === 'closed' || state === 'cancelled' ? '培训班已结班或取消，不再安排课表。' : '课表由本单位经办人安排。'

async function allSessions(classId: string): Promise<readonly SessionView[]> {
  const all: SessionView[] = []
  let cursor: string | undefined
  do {
    const page = await api.attendance.listSessions({ params: { classId }, query: { cursor, limit: MOST_A_PAGE } })
    all.push(...page.data)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return all
}
