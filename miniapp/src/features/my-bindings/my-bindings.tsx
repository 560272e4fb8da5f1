import {
  type OperatorBindingView,
  operatorGrantLabels,
  operatorStateLabels,
  organizationKindLabels,
} from '@jijiao/shared/organizations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Button, Card, Empty, Facts, StatusTag, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { ActSheet } from '../decisions'
import { AppPage, Loaded } from '../shell'

type Answer = 'accept' | 'refuse'
const WORDS = {
  accept: { confirm: '通过', done: '已通过，可以在“我的”里切换到这个单位' },
  refuse: { confirm: '拒绝', done: '已拒绝' },
} as const satisfies Record<Answer, { confirm: string; done: string }>

/** 我的绑定: the units that ask me to handle their business, and those whose business I handle. */
export function MyBindings() {
  const remote = useRemote('operator-bindings', () => api.organizations.myBindings())
  const [asking, setAsking] = useState<{ answer: Answer; binding: OperatorBindingView } | null>(null)
  return (
    <AppPage title="我的绑定">
      <Loaded remote={remote}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty
              icon="building"
              title="没有经办人绑定"
              note="单位用单位账号邀请您做经办人后，会显示在这里，由您决定通过或拒绝。"
            />
          ) : (
            data.map((binding) => (
              <Binding key={binding.id} binding={binding} onAnswer={(answer) => setAsking({ answer, binding })} />
            ))
          )
        }
      </Loaded>
      {asking && (
        <AnswerSheet
          {...asking}
          onDone={() => {
            setAsking(null)
            void remote.reload()
          }}
          onDismiss={() => setAsking(null)}
        />
      )}
    </AppPage>
  )
}

type BindingProps = { readonly binding: OperatorBindingView; readonly onAnswer: (answer: Answer) => void }

function Binding({ binding, onAnswer }: BindingProps) {
  const { organizationName, kind, state, grants, invitedAt, lapsesAt, abilities } = binding
  const tone = state === 'active' ? 'good' : state === 'pending' ? 'warn' : 'neutral'
  return (
    <Card title={organizationName}>
      <View className="ui-stack">
        <StatusTag tone={tone}>{operatorStateLabels[state]}</StatusTag>
        <Facts
          facts={[
            { name: '单位类型', value: organizationKindLabels[kind] },
            { name: '授权', value: grants.map((grant) => operatorGrantLabels[grant]).join('、') || '未授权' },
            { name: '邀请时间', value: dayAndClock(invitedAt) },
            ...(lapsesAt ? [{ name: '答复期限', value: `${dayAndClock(lapsesAt)}，过期作废` }] : []),
          ]}
        />
        {(abilities.accept || abilities.refuse) && (
          <View className="ui-actions">
            {abilities.accept && (
              <Button small label={`通过：${organizationName}`} onPress={() => onAnswer('accept')}>
                通过
              </Button>
            )}
            {abilities.refuse && (
              <Button kind="danger" small label={`拒绝：${organizationName}`} onPress={() => onAnswer('refuse')}>
                拒绝
              </Button>
            )}
          </View>
        )}
      </View>
    </Card>
  )
}

type AnswerSheetProps = {
  readonly answer: Answer
  readonly binding: OperatorBindingView
  readonly onDone: () => void
  readonly onDismiss: () => void
}

function AnswerSheet({ answer, binding, onDone, onDismiss }: AnswerSheetProps) {
  const isAccepted = answer === 'accept'
  const { confirm, done } = WORDS[answer]
  return (
    <ActSheet
      title={isAccepted ? `做“${binding.organizationName}”的经办人？` : '拒绝这个邀请？'}
      message={
        isAccepted
          ? '通过后，您办理的业务会记在您的名下。不认识这个单位时，请拒绝。'
          : '拒绝后，单位需要重新邀请，您才能成为经办人。'
      }
      confirmText={confirm}
      danger={!isAccepted}
      intent={[answer, binding.id]}
      act={async (idempotencyKey) => {
        const input = { params: { operatorId: binding.id } }
        if (isAccepted) await api.organizations.acceptBinding(input, { idempotencyKey })
        else await api.organizations.refuseBinding(input, { idempotencyKey })
        toast(done)
        onDone()
      }}
      onDismiss={onDismiss}
    />
  )
}
