import { LEAVE_STATE_LABELS, type LeaveState, type MyLeaveRequestView } from '@jijiao/shared/leave-requests'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Card, Empty, Heading, StatusTag, type Tone, toast } from '../../ui'
import { dayAndClock, timeSpan } from '../calendar'
import { ActSheet } from '../decisions'
import { NudgeButton } from '../nudge'
import { AppPage, LoadedPages } from '../shell'

const TONES: Readonly<Record<LeaveState, Tone>> = {
  pending: 'info',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  lapsed: 'neutral',
}

/** 我的请假: what I have asked for, and the answers. */
export function MyLeave() {
  const remote = useRemotePages('my-leave', (cursor) => api.leaveRequests.mine({ query: { cursor } }), {
    isKept: true,
  })
  const [withdrawn, setWithdrawn] = useState<MyLeaveRequestView | null>(null)
  return (
    <AppPage title="我的请假">
      <LoadedPages
        remote={remote}
        empty={
          <Empty icon="calendar" title="没有请过假" note="不能参加某次课的，请在培训班的页面里提前请假。">
            <Button kind="secondary" onPress={() => open('study')}>
              查看培训班
            </Button>
          </Empty>
        }
      >
        {(requests) =>
          requests.map((request) => (
            <LeaveCard key={request.id} request={request} onWithdraw={() => setWithdrawn(request)} />
          ))
        }
      </LoadedPages>
      {withdrawn && (
        <WithdrawSheet
          request={withdrawn}
          onDone={() => {
            setWithdrawn(null)
            void remote.reload()
          }}
          onDismiss={() => setWithdrawn(null)}
        />
      )}
    </AppPage>
  )
}

type LeaveCardProps = { readonly request: MyLeaveRequestView; readonly onWithdraw: () => void }

function LeaveCard({ request, onWithdraw }: LeaveCardProps) {
  const { className, startsAt, endsAt, reason, state, askedAt, decidedAt, decisionReason, abilities } = request
  const time = timeSpan(startsAt, endsAt)
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-stack-close">
          <StatusTag tone={TONES[state]}>{LEAVE_STATE_LABELS[state]}</StatusTag>
          <Heading>{className}</Heading>
          <Text>{time}</Text>
          <Text className="ui-soft">{`请假原因：${reason}`}</Text>
          {decisionReason && <Text>{`单位说明：${decisionReason}`}</Text>}
          <Text className="ui-soft">
            {decidedAt ? `${dayAndClock(decidedAt)} 答复` : `${dayAndClock(askedAt)} 提出`}
          </Text>
        </View>
        {abilities.withdraw && <NudgeButton kind="leaveRequest" id={request.id} />}
        {abilities.withdraw && (
          <Button kind="secondary" small label={`撤回${time}的请假`} onPress={onWithdraw}>
            撤回
          </Button>
        )}
      </View>
    </Card>
  )
}

type WithdrawSheetProps = {
  readonly request: MyLeaveRequestView
  readonly onDone: () => void
  readonly onDismiss: () => void
}

const WithdrawSheet = ({ request, onDone, onDismiss }: WithdrawSheetProps) => (
  <ActSheet
    title="撤回请假？"
    message={`${timeSpan(request.startsAt, request.endsAt)}的“${request.className}”，撤回后请按时参加。`}
    confirmText="撤回请假"
    intent={request.id}
    act={async (idempotencyKey) => {
      await api.leaveRequests.withdraw({ params: { leaveRequestId: request.id } }, { idempotencyKey })
      toast('已撤回请假')
      onDone()
    }}
    onDismiss={onDismiss}
  />
)
