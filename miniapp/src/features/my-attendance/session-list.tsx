import type { MySession } from '@jijiao/shared/attendance'
import { View } from '@tarojs/components'
import { open } from '../../platform/navigation'
import { List, ListItem, StatusTag } from '../../ui'
import { timeSpan } from '../calendar'
import { awaitsCheckIn, markLines, standing } from './mark-words'

type SessionListProps = {
  readonly sessions: readonly MySession[]
  /** Where the roll calls of several classes stand together. */
  readonly showsClass?: boolean
}

/** Roll calls with my marks. One that awaits me leads to the check-in. */
export function SessionList({ sessions, showsClass = false }: SessionListProps) {
  return (
    <List>
      {sessions.map((session) => (
        <SessionLine key={session.id} session={session} showsClass={showsClass} />
      ))}
    </List>
  )
}

function SessionLine({ session, showsClass }: { readonly session: MySession; readonly showsClass: boolean }) {
  const { className, startsAt, endsAt, remark, state, mark } = session
  const { tone, word } = standing(session)
  const isAwaited = awaitsCheckIn(session)
  const lines = [
    ...(showsClass ? [className] : []),
    ...(remark ? [remark] : []),
    ...(mark ? markLines(mark) : []),
    ...(isAwaited ? ['点这里去签到'] : []),
    ...(state === 'closed' && !mark ? ['如已到场，请联系经办人补登'] : []),
  ]
  return (
    <ListItem
      title={timeSpan(startsAt, endsAt)}
      note={lines.map((line) => <View key={line}>{line}</View>)}
      end={<StatusTag tone={tone}>{word}</StatusTag>}
      onPress={isAwaited ? () => open('checkIn') : undefined}
    />
  )
}
