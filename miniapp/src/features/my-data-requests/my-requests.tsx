import {
  DATA_DISPOSAL_LABELS,
  DATA_REQUEST_STATE_LABELS,
  type MyDataRequestView,
  REFUSAL_GROUND_LABELS,
} from '@jijiao/shared/my-data'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Card, Empty, type Fact, Facts, Heading, StatusTag, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { ActSheet } from '../decisions'
import { NudgeButton } from '../nudge'
import { AppPage, LoadedPages } from '../shell'
import { DATA_REQUEST_TONES, requestTitle } from './words'

/** 个人信息申请: what I have asked for, and the answers. */
export function MyDataRequests() {
  const remote = useRemotePages('my-data-requests', (cursor) => api.myData.mine({ query: { cursor } }))
  const [withdrawn, setWithdrawn] = useState<MyDataRequestView | null>(null)
  return (
    <AppPage title="个人信息申请" footer={<Button onPress={() => open('dataRequestForm')}>提出申请</Button>}>
      <LoadedPages
        remote={remote}
        empty={<Empty icon="list" title="没有提出过申请" note="信息有误、不再需要或不愿再被使用时，可以提出申请。" />}
      >
        {(requests) =>
          requests.map((request) => (
            <RequestCard key={request.id} request={request} onWithdraw={() => setWithdrawn(request)} />
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

type RequestCardProps = { readonly request: MyDataRequestView; readonly onWithdraw: () => void }

function RequestCard({ request, onWithdraw }: RequestCardProps) {
  const { state, text, decider, submittedAt, decidedAt, ground, opinion, disposal, abilities } = request
  const facts: readonly (Fact | null)[] = [
    text ? { name: '说明', value: text } : null,
    { name: '提出时间', value: dayAndClock(submittedAt) },
    { name: '由谁办理', value: decider?.name ?? '系统' },
    disposal && state !== 'refused'
      ? { name: state === 'granted' ? '办理结果' : '同意后', value: DATA_DISPOSAL_LABELS[disposal] }
      : null,
    ground ? { name: '法定理由', value: REFUSAL_GROUND_LABELS[ground] } : null,
    opinion ? { name: '答复', value: opinion } : null,
    decidedAt ? { name: '办结时间', value: dayAndClock(decidedAt) } : null,
  ]
  const title = requestTitle(request)
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-stack-close">
          <StatusTag tone={DATA_REQUEST_TONES[state]}>{DATA_REQUEST_STATE_LABELS[state]}</StatusTag>
          <Heading>{title}</Heading>
        </View>
        <Facts facts={facts.filter((fact) => fact !== null)} />
        {abilities.withdraw && <NudgeButton kind="dataRequest" id={request.id} />}
        {abilities.withdraw && (
          <Button kind="secondary" label={`撤回${title}的申请`} onPress={onWithdraw}>
            撤回
          </Button>
        )}
      </View>
    </Card>
  )
}

type WithdrawSheetProps = {
  readonly request: MyDataRequestView
  readonly onDone: () => void
  readonly onDismiss: () => void
}

const WithdrawSheet = ({ request, onDone, onDismiss }: WithdrawSheetProps) => (
  <ActSheet
    title={`撤回“${requestTitle(request)}”的申请？`}
    message="撤回后可以再提出。"
    confirmText="撤回申请"
    intent={request.id}
    act={async (idempotencyKey) => {
      await api.myData.withdraw({ params: { dataRequestId: request.id } }, { idempotencyKey })
      toast('已撤回申请')
      onDone()
    }}
    onDismiss={onDismiss}
  />
)
