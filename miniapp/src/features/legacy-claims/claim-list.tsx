import type { LegacyClaimState, LegacyClaimView } from '@jijiao/shared/legacy'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { type Column, Empty, Records, StatusTag, Tabs, type Tone, toast } from '../../ui'
import { dayAndClock, waitedInWords } from '../calendar'
import { DecisionSheet } from '../decisions'
import { AppPage, LoadedPages } from '../shell'

const STATES: Readonly<Record<LegacyClaimState, { readonly label: string; readonly tone: Tone }>> = {
  open: { label: '待决定', tone: 'warn' },
  granted: { label: '归认领单位', tone: 'good' },
  refused: { label: '维持现状', tone: 'neutral' },
}
const TABS = [
  { value: 'open' as const, label: STATES.open.label },
  { value: 'all' as const, label: '全部' },
]
const OPINION_MAX = 500
const MOVES = {
  grant: {
    text: '归认领单位',
    message: '旧系统单位及其人员、记录和证书转给认领单位；只凭旧单位绑定的人员随之转入，并通知本人。',
    reasons: ['经核实，为认领单位前身', '经核实，原绑定有误'],
  },
  refuse: {
    text: '维持现状',
    message: '旧系统单位仍归现在的单位，认领单位会看到您的意见。',
    reasons: ['证明材料不足', '经核实，原绑定正确'],
  },
} as const
type Move = keyof typeof MOVES
type Asking = { readonly move: Move; readonly claim: LegacyClaimView }

/** 旧单位认领: two units say that an old one was theirs; the HR authority decides. */
export function ClaimList() {
  const [show, setShow] = useState<'open' | 'all'>('open')
  const remote = useRemotePages(`legacy-claims:${show}`, (cursor) =>
    api.legacy.claims({ query: { state: show === 'open' ? 'open' : undefined, cursor } }),
  )
  const [asking, setAsking] = useState<Asking | null>(null)

  async function decide({ move: decision, claim }: Asking, opinion: string, idempotencyKey: string): Promise<void> {
    await api.legacy.decideClaim({ params: { claimId: claim.id }, body: { decision, opinion } }, { idempotencyKey })
    setAsking(null)
    toast('已决定')
    await remote.reload()
  }

  return (
    <AppPage title="旧单位认领" wide>
      <Tabs label="认领状态" value={show} options={TABS} onChange={setShow} />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="check" title="没有要决定的认领" note="两个单位都认领同一个旧系统单位时，会出现在这里。" />}
      >
        {(claims) => (
          <Records
            label="旧单位认领"
            items={claims}
            idOf={({ id }) => id}
            nameOf={({ unit, claimant }) => `${unit.name}，${claimant.name}`}
            columns={COLUMNS}
            renderCard={(claim) => <ClaimCard claim={claim} />}
            actionsOf={(claim) =>
              claim.abilities.decide
                ? (Object.keys(MOVES) as Move[]).map((move) => ({
                    text: MOVES[move].text,
                    onPress: () => setAsking({ move, claim }),
                  }))
                : []
            }
          />
        )}
      </LoadedPages>
      {asking && (
        <DecisionSheet
          title={`${asking.claim.unit.name}：${MOVES[asking.move].text}？`}
          message={MOVES[asking.move].message}
          confirmText={MOVES[asking.move].text}
          isRefusal={asking.move === 'refuse'}
          needsOpinion
          opinionLabel="意见"
          readyReasons={MOVES[asking.move].reasons}
          maxLength={OPINION_MAX}
          decide={(opinion, key) => decide(asking, opinion, key)}
          onDismiss={() => setAsking(null)}
        />
      )}
    </AppPage>
  )
}

const tagOf = ({ state }: LegacyClaimView) => <StatusTag tone={STATES[state].tone}>{STATES[state].label}</StatusTag>

const COLUMNS: readonly Column<LegacyClaimView>[] = [
  { title: '旧系统单位', value: ({ unit }) => unit.name },
  { title: '认领单位', value: ({ claimant }) => claimant.name },
  { title: '现在归', value: ({ holder }) => holder.name },
  { title: '提出时间', value: ({ askedAt }) => `${dayAndClock(askedAt)}（${waitedInWords(askedAt)}）` },
  { title: '状态', value: tagOf },
  { title: '意见', value: ({ opinion }) => opinion },
]

function ClaimCard({ claim }: { readonly claim: LegacyClaimView }) {
  const { unit, claimant, holder, askedAt, opinion } = claim
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{unit.name}</Text>
        {tagOf(claim)}
      </View>
      <Text>{`${claimant.name}认领`}</Text>
      <Text className="ui-list-note">{`现在归 ${holder.name} · ${waitedInWords(askedAt)}提出`}</Text>
      {opinion && <Text className="ui-list-note">{`意见：${opinion}`}</Text>}
    </>
  )
}
