import {
  DISPUTE_KIND_LABELS,
  DISPUTE_STATE_LABELS,
  DISPUTE_STATES,
  type DisputeDecision,
  type DisputeState,
  type DisputeView,
} from '@jijiao/shared/affiliations'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { type Column, Empty, type Option, Records, StatusTag, Tabs, type Tone, toast } from '../../ui'
import { dayAndClock, waitedInWords } from '../calendar'
import { DecisionSheet } from '../decisions'
import { AppPage, LoadedPages } from '../shell'

type Shown = DisputeState | 'all'
const TABS: readonly Option<Shown>[] = [
  { value: 'all', label: '全部' },
  ...DISPUTE_STATES.map((value) => ({ value, label: DISPUTE_STATE_LABELS[value] })),
]
/** The authority is asked for one state at a time, and nothing comes to it before it is escalated. */
const AUTHORITY_TABS = TABS.filter(({ value }) => value !== 'all' && value !== 'open')
const TONES: Readonly<Record<DisputeState, Tone>> = {
  open: 'warn',
  escalated: 'warn',
  upheld: 'good',
  dismissed: 'neutral',
  withdrawn: 'neutral',
}
const OPINION_MAX = 500
const MOVES = {
  uphold: {
    text: '异议成立',
    message: '对绑定的异议成立，绑定立即解除；对更换单位的异议成立，恢复在原单位的绑定。',
    reasons: ['经核实，不是本单位职工', '经核实，录入有误', '经核实，本人未同意更换单位'],
  },
  dismiss: {
    text: '异议不成立',
    message: '绑定保持不变，提出的人会看到您的意见。',
    reasons: ['经核实，确为本单位职工', '有劳动合同为证', '更换单位手续齐全'],
  },
  withdraw: { text: '撤回异议', message: '撤回后，绑定保持不变。', reasons: [] },
} as const
type Move = keyof typeof MOVES
type Asking = { readonly move: Move; readonly dispute: DisputeView }

/** 绑定异议: the unit answers those of its people, the HR authority has the last word. */
export function DisputeList() {
  const isAuthority = useSession(({ session }) => session?.actingAs?.kind === 'hrAuthority')
  const [state, setState] = useState<Shown>(isAuthority ? 'escalated' : 'all')
  const remote = useRemotePages(`disputes:${state}`, (cursor) =>
    api.affiliations.disputes({ query: { state: state === 'all' ? undefined : state, cursor } }),
  )
  const [asking, setAsking] = useState<Asking | null>(null)

  async function move({ move: name, dispute }: Asking, opinion: string, idempotencyKey: string): Promise<void> {
    const params = { disputeId: dispute.id }
    if (name === 'withdraw') await api.affiliations.withdrawDispute({ params }, { idempotencyKey })
    else {
      const decision: DisputeDecision = name
      await api.affiliations.decideDispute({ params, body: { decision, opinion } }, { idempotencyKey })
    }
    setAsking(null)
    toast('已办理')
    await remote.reload()
  }

  return (
    <AppPage title="绑定异议" wide>
      <Tabs label="异议状态" value={state} options={isAuthority ? AUTHORITY_TABS : TABS} onChange={setState} />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="check" title="没有异议" note="学员或原单位对绑定有异议时，会出现在这里。" />}
      >
        {(disputes) => (
          <Records
            label="绑定异议"
            items={disputes}
            idOf={({ id }) => id}
            nameOf={({ trainee }) => trainee.name}
            columns={COLUMNS}
            renderCard={(dispute) => <DisputeCard dispute={dispute} />}
            actionsOf={(dispute) =>
              (Object.keys(MOVES) as Move[])
                .filter((name) => dispute.abilities[name])
                .map((name) => ({
                  text: MOVES[name].text,
                  danger: name === 'uphold',
                  onPress: () => setAsking({ move: name, dispute }),
                }))
            }
          />
        )}
      </LoadedPages>
      {asking && (
        <DecisionSheet
          title={`${asking.dispute.trainee.name}：${MOVES[asking.move].text}？`}
          message={MOVES[asking.move].message}
          confirmText={MOVES[asking.move].text}
          isRefusal={asking.move !== 'withdraw'}
          opinionLabel="意见"
          readyReasons={MOVES[asking.move].reasons}
          maxLength={OPINION_MAX}
          decide={(opinion, key) => move(asking, opinion, key)}
          onDismiss={() => setAsking(null)}
        />
      )}
    </AppPage>
  )
}

const COLUMNS: readonly Column<DisputeView>[] = [
  { title: '姓名', isShort: true, value: ({ trainee }) => trainee.name },
  { title: '身份证号', value: ({ trainee }) => trainee.residentId },
  { title: '异议', value: ({ kind }) => DISPUTE_KIND_LABELS[kind] },
  { title: '单位', value: ({ organization, objector }) => organization?.name ?? objector?.name },
  { title: '理由', value: ({ reason }) => reason },
  { title: '提出时间', value: ({ openedAt }) => `${dayAndClock(openedAt)}（${waitedInWords(openedAt)}）` },
  { title: '状态', value: ({ state }) => <StatusTag tone={TONES[state]}>{DISPUTE_STATE_LABELS[state]}</StatusTag> },
  { title: '意见', value: ({ opinion }) => opinion },
]

function DisputeCard({ dispute }: { readonly dispute: DisputeView }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{dispute.trainee.name}</Text>
        <StatusTag tone={TONES[dispute.state]}>{DISPUTE_STATE_LABELS[dispute.state]}</StatusTag>
      </View>
      <Text className="ui-list-note">{`${DISPUTE_KIND_LABELS[dispute.kind]} · ${waitedInWords(dispute.openedAt)}提出`}</Text>
      {dispute.organization && <Text className="ui-list-note">{dispute.organization.name}</Text>}
      {dispute.objector && <Text className="ui-list-note">{`原单位：${dispute.objector.name}`}</Text>}
      <Text>{dispute.reason}</Text>
      {dispute.opinion && <Text className="ui-list-note">{`意见：${dispute.opinion}`}</Text>}
    </>
  )
}
