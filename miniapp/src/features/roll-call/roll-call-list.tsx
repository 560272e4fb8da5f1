import type { SessionView } from '@jijiao/shared/attendance'
import { Text } from '@tarojs/components'
import { api, useRemote, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty, List, ListItem, SectionTitle } from '../../ui'
import { AppPage, LoadedPages } from '../shell'
import { arrivedOf, SessionStateTag, sessionTime } from './session-words'

/** The roll calls of a class, newest first. */
export function RollCallList({ classId }: { readonly classId: string }) {
  const trainingClass = useRemote(`class:${classId}`, () => api.classes.get({ params: { classId } }))
  const remote = useRemotePages(`sessions:${classId}`, (cursor) =>
    api.attendance.listSessions({ params: { classId }, query: { cursor } }),
  )
  // Roll calls are planned in a class that takes trainees, by the same operators.
  const mayPlan = trainingClass.data?.state === 'open' && trainingClass.data.abilities.setTimetable
  const plan = mayPlan && (
    <Button icon="plus" onPress={() => open('planRollCall', { classId })}>
      安排一次考勤
    </Button>
  )
  return (
    <AppPage title="考勤签到" footer={plan || undefined}>
      <SectionTitle>{trainingClass.data?.name ?? '培训班'}</SectionTitle>
      <LoadedPages
        remote={remote}
        empty={
          <Empty
            icon="clock"
            title="还没有考勤"
            note={mayPlan ? '安排一次考勤，到时间开启签到，学员扫码即可。' : '这个培训班没有安排过考勤。'}
          />
        }
      >
        {(sessions) => (
          <List>
            {sessions.map((session) => (
              <ListItem
                key={session.id}
                title={<Text className="ui-strong">{sessionTime(session)}</Text>}
                note={<Note session={session} />}
                end={<SessionStateTag state={session.state} />}
                onPress={() => open('rollCall', { sessionId: session.id })}
              />
            ))}
          </List>
        )}
      </LoadedPages>
    </AppPage>
  )
}

function Note({ session: { remark, counts, state } }: { readonly session: SessionView }) {
  const numbers = state === 'planned' ? `应到 ${counts.expected} 人` : `已到 ${arrivedOf(counts)}/${counts.expected} 人`
  const waiting = counts.pending > 0 ? `，${counts.pending} 人等您决定` : ''
  return (
    <>
      {remark && <Text className="ui-list-note">{remark}</Text>}
      <Text className="ui-list-note">{numbers + waiting}</Text>
    </>
  )
}
