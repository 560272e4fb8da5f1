import { MARK_STATE_LABELS } from '@jijiao/shared/attendance'
import {
  SPOT_CHECK_FINDING_LABELS,
  SPOT_CHECK_FINDINGS,
  type SpotCheckFinding,
  type SpotCheckView,
} from '@jijiao/shared/spot-checks'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Card, type Column, Facts, Heading, Records, StatusTag, toast, useTurned } from '../../ui'
import { dayAndClock } from '../calendar'
import { DecisionSheet } from '../decisions'
import { AppPage, Loaded } from '../shell'

const REMARK_MAX = 100
const READY_REMARKS = ['本人未参加', '由他人代签', '无法联系本人', '参加时间不符']

type Item = SpotCheckView['items'][number]
type Asking = { readonly item: Item; readonly finding: SpotCheckFinding }

/** One spot check: who was drawn, and what was found about each. */
export function SpotCheck({ spotCheckId }: { readonly spotCheckId: string }) {
  const remote = useRemote(`spot-check:${spotCheckId}`, () => api.spotChecks.get({ params: { spotCheckId } }))
  const [asking, setAsking] = useState<Asking | null>(null)

  async function record(check: SpotCheckView, { item, finding }: Asking, remark: string, idempotencyKey: string) {
    const findings = [{ traineeId: item.traineeId, finding, remark: remark || null }]
    await api.spotChecks.record(
      { params: { spotCheckId }, body: { version: check.version, findings } },
      { idempotencyKey },
    )
    setAsking(null)
    toast('已记录')
    await remote.reload()
  }

  return (
    <AppPage title="抽查" wide>
      <Loaded remote={remote}>
        {(check) => (
          <>
            <Summary check={check} />
            <Drawn check={check} onAsk={setAsking} />
            {asking && (
              <DecisionSheet
                title={`${asking.item.name}：${SPOT_CHECK_FINDING_LABELS[asking.finding]}？`}
                confirmText={SPOT_CHECK_FINDING_LABELS[asking.finding]}
                isRefusal={asking.finding === 'differs'}
                opinionLabel="核实情况"
                readyReasons={READY_REMARKS}
                maxLength={REMARK_MAX}
                decide={(remark, key) => record(check, asking, remark, key)}
                onDismiss={() => setAsking(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

type DrawnProps = { readonly check: SpotCheckView; readonly onAsk: (asking: Asking) => void }

/** Whom the draw has hit. */
function Drawn({ check, onAsk }: DrawnProps) {
  const { shown, pager } = useTurned(check.items)
  return (
    <>
      <Records
        label="抽到的学员"
        items={shown}
        idOf={({ traineeId }) => traineeId}
        nameOf={({ name }) => name}
        columns={COLUMNS}
        renderCard={(item) => <ItemCard item={item} />}
        actionsOf={(item) =>
          check.abilities.record
            ? SPOT_CHECK_FINDINGS.filter((finding) => finding !== item.finding).map((finding) => ({
                text: SPOT_CHECK_FINDING_LABELS[finding],
                danger: finding === 'differs',
                onPress: () => onAsk({ item, finding }),
              }))
            : []
        }
      />
      {pager}
    </>
  )
}

function Summary({ check }: { readonly check: SpotCheckView }) {
  return (
    <Card>
      <View className="ui-stack">
        <Heading level={1}>{check.className}</Heading>
        <Facts
          facts={[
            { name: '范围', value: check.sessionId ? '一次考勤的签到' : '全班学员' },
            {
              name: '抽取',
              value: `${dayAndClock(check.drawnAt)}，从 ${check.populationSize} 人中抽取 ${check.sampleSize} 人`,
            },
            { name: '已核实', value: `${check.checkedCount} 人，其中不一致 ${check.differingCount} 人` },
            { name: '抽取依据', value: check.seed },
          ]}
        />
      </View>
    </Card>
  )
}

const markOf = ({ markState }: Item) => (markState ? MARK_STATE_LABELS[markState] : '')

const COLUMNS: readonly Column<Item>[] = [
  { title: '姓名', isShort: true, value: ({ name }) => name },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '手机号', value: ({ phone }) => phone },
  { title: '考勤', value: markOf },
  { title: '核实结果', value: (item) => <FindingTag item={item} /> },
  { title: '核实情况', value: ({ remark }) => remark },
  { title: '核实时间', value: ({ checkedAt }) => checkedAt && dayAndClock(checkedAt) },
]

function FindingTag({ item: { finding } }: { readonly item: Item }) {
  if (!finding) return <StatusTag tone="warn">待核实</StatusTag>
  return <StatusTag tone={finding === 'agrees' ? 'good' : 'bad'}>{SPOT_CHECK_FINDING_LABELS[finding]}</StatusTag>
}

function ItemCard({ item }: { readonly item: Item }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{item.name}</Text>
        <FindingTag item={item} />
      </View>
      <Text className="ui-list-note">{[item.residentId, item.phone, markOf(item)].filter(Boolean).join(' · ')}</Text>
      {item.remark && <Text className="ui-list-note">{item.remark}</Text>}
    </>
  )
}
