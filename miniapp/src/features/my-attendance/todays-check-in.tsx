import type { MySession } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { open } from '../../platform/navigation'
import { Button, Card, Heading, List, ListItem, SectionTitle, StatusTag } from '../../ui'
import { hoursText } from '../calendar'
import { Loaded } from '../shell'
import { awaitsCheckIn, markLines, standing } from './mark-words'
import { useTodaysSessions } from './use-my-sessions'

/** What to check in to now, and what follows today. The way to check in stands there even when nothing can be loaded. */
export function TodaysCheckIn() {
  const sessions = useTodaysSessions()
  const { data, error } = sessions
  const isAwaited = data ? data.open.some(awaitsCheckIn) : error !== undefined
  return (
    <>
      {data?.open.map((session) => (
        <RunningSession key={session.id} session={session} />
      ))}
      {isAwaited ? (
        <CheckInButtons />
      ) : (
        <Button kind="secondary" icon="scan" onPress={() => open('checkIn')}>
          扫码签到
        </Button>
      )}
      <Loaded remote={sessions}>{({ planned }) => <LaterToday sessions={planned} />}</Loaded>
    </>
  )
}

/** The way to the camera, and the one without it. */
export function CheckInButtons() {
  return (
    <View className="ui-stack">
      <Button icon="scan" onPress={() => open('checkIn')}>
        扫码签到
      </Button>
      <Button kind="secondary" icon="digits" onPress={() => open('checkIn', { by: 'digits' })}>
        输入六位数字
      </Button>
    </View>
  )
}

function RunningSession({ session }: { readonly session: MySession }) {
  const { tone, word } = standing(session)
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-stack-close">
          <StatusTag tone={tone}>{word}</StatusTag>
          <Heading>{session.className}</Heading>
          <View className="ui-soft">{place(session)}</View>
          {session.remark && <View className="ui-soft">{session.remark}</View>}
        </View>
        {session.mark && (
          <View>
            {markLines(session.mark).map((line) => (
              <View key={line} className="ui-soft">
                {line}
              </View>
            ))}
          </View>
        )}
      </View>
    </Card>
  )
}

function LaterToday({ sessions }: { readonly sessions: readonly MySession[] }) {
  if (sessions.length === 0) return null
  return (
    <>
      <SectionTitle>今天稍后</SectionTitle>
      <List>
        {sessions.map((session) => (
          <ListItem
            key={session.id}
            icon="clock"
            title={<Text>{session.className}</Text>}
            note={place(session)}
            onPress={() => open('myClass', { classId: session.classId })}
          />
        ))}
      </List>
    </>
  )
}

const place = ({ startsAt, endsAt, place: where }: MySession) =>
  [hoursText(startsAt, endsAt), where].filter(Boolean).join(' · ')
