import type { MySession } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { replace } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, Empty, FormError, Result, SelectionList } from '../../ui'
import { timeSpan } from '../calendar'
import { ReasonField } from '../decisions'
import { useForm } from '../forms'
import { NotifyOffer } from '../messages'
import { AppPage, LoadedPages } from '../shell'

const READY_REASONS = ['身体不适', '单位有紧急工作', '家中有事', '外出公干']
const REASON_MAX = 100

/** Asks in advance to be away from roll calls of a class that are still to come. */
export function LeaveForm({ classId }: { readonly classId: string }) {
  const [isAsked, setAsked] = useState(false)
  const form = useForm<{ readonly sessionIds: readonly string[]; readonly reason: string }>({
    initial: { sessionIds: [], reason: '' },
    check: ({ sessionIds, reason }) => ({
      sessionIds: sessionIds.length > 0 ? undefined : '请选择要请假的课',
      reason: reason.trim() ? undefined : '请填写请假原因',
    }),
    onRefused: scrollToTop,
    submit: async ({ sessionIds, reason }, idempotencyKey) => {
      await api.leaveRequests.ask({ body: { sessionIds: [...sessionIds], reason } }, { idempotencyKey })
      setAsked(true)
    },
  })
  const remote = useRemotePages(`planned-sessions:${classId}`, (cursor) =>
    api.attendance.listMySessions({ query: { classId, state: 'planned', cursor } }),
  )

  if (isAsked) {
    return (
      <AppPage title="请假">
        <Result outcome="waiting" title="已提出请假" note="请等待经办人批准，结果会显示在“我的请假”和“消息”里。">
          <NotifyOffer topics={['decision']} />
          <Button onPress={() => replace('myLeave')}>查看我的请假</Button>
        </Result>
      </AppPage>
    )
  }
  return (
    <AppPage
      title="请假"
      footer={
        <Button pending={form.isPending} pendingText="正在提交…" onPress={form.send}>
          提出请假
        </Button>
      }
    >
      <FormError message={form.message} details={form.details} />
      <LoadedPages remote={remote} empty={<NothingToMiss />}>
        {(sessions) => (
          <>
            <Text className="ui-strong">哪几次课不能来</Text>
            {form.errors.sessionIds && <FormError message={form.errors.sessionIds} />}
            <SelectionList
              items={inOrder(sessions)}
              idOf={({ id }) => id}
              selected={new Set(form.values.sessionIds)}
              onChange={(chosen) => form.set('sessionIds', [...chosen])}
            >
              {(session) => (
                <View>
                  <View>{timeSpan(session.startsAt, session.endsAt)}</View>
                  {session.remark && <View className="ui-soft">{session.remark}</View>}
                </View>
              )}
            </SelectionList>
            <Card>
              <ReasonField
                label="请假原因"
                ready={READY_REASONS}
                maxLength={REASON_MAX}
                value={form.values.reason}
                onChange={(reason) => form.set('reason', reason)}
                error={form.errors.reason}
              />
            </Card>
          </>
        )}
      </LoadedPages>
    </AppPage>
  )
}

const NothingToMiss = () => (
  <Empty icon="calendar" title="没有可以请假的课" note="只有还没开始的课可以请假。已经开始的，请联系经办人。" />
)

const inOrder = (sessions: readonly MySession[]) =>
  [...sessions].sort((a, b) => a.startsAt.localeCompare(b.startsAt, 'en'))
