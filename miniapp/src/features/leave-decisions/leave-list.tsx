import {
  LEAVE_DECISION_LABELS,
  LEAVE_STATE_LABELS,
  type LeaveDecision,
  type LeaveRequestView,
  type LeaveState,
} from '@jijiao/shared/leave-requests'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { BatchBar, Button, type Column, Empty, Records, StatusTag, Tabs, type Tone } from '../../ui'
import { dayAndClock, timeSpan, waitedInWords } from '../calendar'
import { DecisionSheet, namesInWords, OutcomeSummary, outcomesOf, useOutcomes } from '../decisions'
import { AppPage, LoadedPages } from '../shell'

const TABS = (['pending', 'approved', 'refused', 'withdrawn', 'lapsed'] as const).map((value) => ({
  value,
  label: LEAVE_STATE_LABELS[value],
}))
const TONES: Readonly<Record<LeaveState, Tone>> = {
  pending: 'warn',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  lapsed: 'neutral',
}
const READY_REASONS = ['这次课必须参加', '请假理由不充分', '请假次数过多', '请补充证明后再申请']
const REASON_MAX = 100

type Asking = { readonly decision: LeaveDecision; readonly requests: readonly LeaveRequestView[] }

/** 请假审批: who asks to be away from which roll call; of one class, or of all of the unit. */
export function LeaveList({ classId }: { readonly classId: string | undefined }) {
  const [state, setState] = useState<LeaveState>('pending')
  const remote = useRemotePages(`leave:${classId ?? 'all'}:${state}`, (cursor) =>
    api.leaveRequests.list({ query: { state, classId, cursor } }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()

  const requests = remote.data ?? []
  const mayDecide = requests.some(({ abilities }) => abilities.approve || abilities.refuse)
  const chosen = requests.filter(({ id, abilities }) => selected.has(id) && abilities.approve && abilities.refuse)

  async function decide({ decision, requests: asked }: Asking, reason: string, idempotencyKey: string): Promise<void> {
    const body = { ids: asked.map(({ id }) => id), decision, reason: reason || null }
    const { results } = await api.leaveRequests.decide({ body }, { idempotencyKey })
    setAsking(null)
    settle(
      outcomesOf(
        decision === 'approve' ? '已批准' : '已答复不批准',
        results,
        (id) => asked.find((request) => request.id === id)?.trainee.name,
        'items',
      ),
    )
    setSelected(new Set())
    await remote.reload()
  }

  const footer = chosen.length > 0 && (
    <BatchBar count={chosen.length}>
      <Button kind="danger" small onPress={() => setAsking({ decision: 'refuse', requests: chosen })}>
        {LEAVE_DECISION_LABELS.refuse}
      </Button>
      <Button small onPress={() => setAsking({ decision: 'approve', requests: chosen })}>
        {LEAVE_DECISION_LABELS.approve}
      </Button>
    </BatchBar>
  )
  return (
    <AppPage title="请假审批" wide footer={footer || undefined}>
      <Tabs
        label="请假状态"
        value={state}
        options={TABS}
        onChange={(next) => {
          setState(next)
          setSelected(new Set())
        }}
      />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <LoadedPages remote={remote} empty={<Nothing state={state} />}>
        {(items) => (
          <Records
            label="请假申请"
            items={items}
            idOf={({ id }) => id}
            nameOf={({ trainee }) => trainee.name}
            columns={COLUMNS}
            renderCard={(request) => <LeaveCard request={request} />}
            actionsOf={(request) => [
              ...(request.abilities.approve
                ? [
                    {
                      text: LEAVE_DECISION_LABELS.approve,
                      onPress: () => setAsking({ decision: 'approve', requests: [request] }),
                    },
                  ]
                : []),
              ...(request.abilities.refuse
                ? [
                    {
                      text: LEAVE_DECISION_LABELS.refuse,
                      danger: true,
                      onPress: () => setAsking({ decision: 'refuse', requests: [request] }),
                    },
                  ]
                : []),
            ]}
            {...(mayDecide ? { selected, onSelect: setSelected } : {})}
          />
        )}
      </LoadedPages>
      {asking && (
        <DecisionSheet
          title={`${LEAVE_DECISION_LABELS[asking.decision]} ${asking.requests.length} 个请假申请？`}
          message={namesInWords(
            asking.requests.map(({ trainee }) => trainee.name),
            'items',
          )}
          confirmText={LEAVE_DECISION_LABELS[asking.decision]}
          isRefusal={asking.decision === 'refuse'}
          opinionLabel={asking.decision === 'refuse' ? '不批准的原因' : '说明'}
          readyReasons={READY_REASONS}
          maxLength={REASON_MAX}
          decide={(reason, key) => decide(asking, reason, key)}
          onDismiss={() => setAsking(null)}
        />
      )}
    </AppPage>
  )
}

const COLUMNS: readonly Column<LeaveRequestView>[] = [
  { title: '姓名', isShort: true, value: ({ trainee }) => trainee.name },
  { title: '培训班', value: ({ className }) => className },
  { title: '考勤', value: ({ startsAt, endsAt }) => timeSpan(startsAt, endsAt) },
  { title: '请假原因', value: ({ reason }) => reason },
  { title: '申请时间', value: ({ askedAt }) => `${dayAndClock(askedAt)}（${waitedInWords(askedAt)}）` },
  { title: '状态', value: (request) => <StateTag request={request} /> },
  { title: '答复', value: ({ decisionReason }) => decisionReason },
]

const StateTag = ({ request: { state } }: { readonly request: LeaveRequestView }) => (
  <StatusTag tone={TONES[state]}>{LEAVE_STATE_LABELS[state]}</StatusTag>
)

function LeaveCard({ request }: { readonly request: LeaveRequestView }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{request.trainee.name}</Text>
        <StateTag request={request} />
      </View>
      <Text className="ui-list-note">{`${request.className} · ${timeSpan(request.startsAt, request.endsAt)}`}</Text>
      <Text>{request.reason}</Text>
      <Text className="ui-list-note">{`${waitedInWords(request.askedAt)}申请`}</Text>
      {request.decisionReason && <Text className="ui-list-note">{`答复：${request.decisionReason}`}</Text>}
    </>
  )
}

function Nothing({ state }: { readonly state: LeaveState }) {
  if (state !== 'pending') return <Empty icon="list" title="没有这样的申请" />
  return <Empty icon="check" title="没有待批准的请假" note="学员在考勤开始前提出请假后，会出现在这里。" />
}
