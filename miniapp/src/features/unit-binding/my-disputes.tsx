import {
  DISPUTE_KIND_LABELS,
  DISPUTE_STATE_LABELS,
  type DisputeState,
  type DisputeView,
} from '@jijiao/shared/affiliations'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, type RemotePages, useRemotePages } from '../../api'
import { Button, Card, SectionTitle, StatusTag, type Tone, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { ActSheet } from '../decisions'
import { NudgeButton } from '../nudge'

const TONES: Readonly<Record<DisputeState, Tone>> = {
  open: 'warn',
  escalated: 'warn',
  upheld: 'good',
  dismissed: 'bad',
  withdrawn: 'neutral',
}

const MOVES = {
  escalate: {
    title: '请人社部门处理？',
    message: '由所在地区的人社主管部门作最后的决定。',
    confirm: '请人社部门处理',
    done: '已转给人社部门',
  },
  withdraw: { title: '撤回异议？', message: '撤回后绑定保持不变。', confirm: '撤回异议', done: '已撤回' },
} as const
type Move = keyof typeof MOVES

export function useMyDisputes(): RemotePages<DisputeView> {
  return useRemotePages('my-disputes', (cursor) => api.affiliations.myDisputes({ query: { cursor } }))
}

type MyDisputesProps = { readonly disputes: RemotePages<DisputeView>; readonly onChanged: () => Promise<void> }

/** What I objected to, how far it has come, and what I can still do; nothing where there is none. */
export function MyDisputes({ disputes, onChanged }: MyDisputesProps) {
  const [asking, setAsking] = useState<{ readonly move: Move; readonly dispute: DisputeView } | null>(null)
  if (!disputes.data?.length) return null
  return (
    <>
      <SectionTitle>异议</SectionTitle>
      {disputes.data.map((dispute) => (
        <DisputeCard key={dispute.id} dispute={dispute} onMove={(move) => setAsking({ move, dispute })} />
      ))}
      {asking && (
        <MoveSheet
          {...asking}
          onDone={async () => {
            setAsking(null)
            await onChanged()
          }}
          onDismiss={() => setAsking(null)}
        />
      )}
    </>
  )
}

type DisputeCardProps = { readonly dispute: DisputeView; readonly onMove: (move: Move) => void }

function DisputeCard({ dispute, onMove }: DisputeCardProps) {
  const { kind, state, organization, reason, openedAt, decidedAt, opinion, abilities } = dispute
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-stack-close">
          <StatusTag tone={TONES[state]}>{DISPUTE_STATE_LABELS[state]}</StatusTag>
          <Text className="ui-strong">{organization?.name ?? DISPUTE_KIND_LABELS[kind]}</Text>
          <Text>{`理由：${reason}`}</Text>
          {opinion && <Text>{`答复：${opinion}`}</Text>}
          <Text className="ui-soft">
            {decidedAt ? `${dayAndClock(decidedAt)} 答复` : `${dayAndClock(openedAt)} 提出`}
          </Text>
        </View>
        {abilities.withdraw && <NudgeButton kind="dispute" id={dispute.id} />}
        {(abilities.escalate || abilities.withdraw) && (
          <View className="ui-actions">
            {abilities.escalate && (
              <Button small onPress={() => onMove('escalate')}>
                请人社部门处理
              </Button>
            )}
            {abilities.withdraw && (
              <Button kind="secondary" small onPress={() => onMove('withdraw')}>
                撤回异议
              </Button>
            )}
          </View>
        )}
      </View>
    </Card>
  )
}

type MoveSheetProps = {
  readonly move: Move
  readonly dispute: DisputeView
  readonly onDone: () => Promise<void>
  readonly onDismiss: () => void
}

function MoveSheet({ move, dispute, onDone, onDismiss }: MoveSheetProps) {
  const { title, message, confirm, done } = MOVES[move]

  async function act(idempotencyKey: string): Promise<void> {
    const input = { params: { disputeId: dispute.id } }
    if (move === 'escalate') await api.affiliations.escalateDispute(input, { idempotencyKey })
    else await api.affiliations.withdrawDispute(input, { idempotencyKey })
    toast(done)
    await onDone()
  }

  return (
    <ActSheet
      title={title}
      message={message}
      confirmText={confirm}
      intent={[move, dispute.id]}
      act={act}
      onDismiss={onDismiss}
    />
  )
}
