import type { CheckInView, MySession } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { api, useRemote } from '../../api'
import { Button, Card, Empty, FormError, SelectField, TextField } from '../../ui'
import { hoursText } from '../calendar'
import { useForm } from '../forms'
import { Loaded } from '../shell'
import { checkInByDigits } from './check-in'
import { settlePlaceConsent } from './place-consent'

/** Checking in by the six digits under the code, for a camera that does not work. */
export function DigitsForm({ onMarked }: { readonly onMarked: (view: CheckInView) => void }) {
  const sessions = useRemote('open-sessions', () => api.attendance.listMySessions({ query: { state: 'open' } }))
  return (
    <Loaded remote={sessions}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty
            icon="calendar"
            title="现在没有正在签到的考勤"
            note="签到开始后再输入。如果现场已经开始签到，请确认您在培训班的名单里。"
          >
            <Button kind="secondary" onPress={() => void sessions.reload()}>
              刷新
            </Button>
          </Empty>
        ) : (
          <OpenSessions sessions={data} onMarked={onMarked} />
        )
      }
    </Loaded>
  )
}

type OpenSessionsProps = { readonly sessions: readonly MySession[]; readonly onMarked: (view: CheckInView) => void }

function OpenSessions({ sessions, onMarked }: OpenSessionsProps) {
  const form = useForm({
    initial: { sessionId: sessions.length === 1 ? (sessions[0]?.id ?? null) : null, digits: '' },
    check: ({ sessionId, digits }) => ({
      sessionId: sessionId ? undefined : '请选择培训班',
      digits: /^\d{6}$/.test(digits) ? undefined : '请输入屏幕上的六位数字',
    }),
    submit: async ({ sessionId, digits }) => {
      const session = sessions.find(({ id }) => id === sessionId)
      if (!session) return
      onMarked(await checkInByDigits(session, digits))
      void settlePlaceConsent()
    },
  })
  const only = sessions.length === 1 ? sessions[0] : undefined
  return (
    <Card>
      <View className="ui-stack">
        <FormError message={form.message} details={form.details} />
        {only ? (
          <Text>{sessionLabel(only)}</Text>
        ) : (
          <SelectField
            label="培训班"
            value={form.values.sessionId}
            options={sessions.map((session) => ({ value: session.id, label: sessionLabel(session) }))}
            onChange={(sessionId) => form.set('sessionId', sessionId)}
            error={form.errors.sessionId}
          />
        )}
        <TextField
          label="六位数字"
          hint="在现场屏幕上签到码的旁边，几秒钟换一次"
          kind="digits"
          maxLength={6}
          autoFocus
          onConfirm={form.send}
          {...form.text('digits')}
        />
        <Button pending={form.isPending} pendingText="正在签到…" onPress={form.send}>
          签到
        </Button>
      </View>
    </Card>
  )
}

function sessionLabel({ className, startsAt, endsAt }: MySession): string {
  return `${className} ${hoursText(startsAt, endsAt)}`
}
