import { hoursText } from '../../features/calendar'
import { awaitsCheckIn, useTodaysSessions } from '../../features/my-attendance'
import { open } from '../../platform/navigation'
import { List, ListItem } from '../../ui'

/** What cannot wait until it is read: a code is shown now. Nothing where there is none, or nothing could be loaded. */
export function AwaitedCheckIns() {
  const awaited = useTodaysSessions().data?.open.filter(awaitsCheckIn) ?? []
  if (awaited.length === 0) return null
  return (
    <List>
      {awaited.map((session) => (
        <ListItem
          key={session.id}
          icon="scan"
          title={`正在签到：${session.className}`}
          note={[hoursText(session.startsAt, session.endsAt), session.place].filter(Boolean).join(' · ')}
          onPress={() => open('checkIn')}
        />
      ))}
    </List>
  )
}
