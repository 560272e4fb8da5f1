import {
  APPROVAL_DECISIONS,
  APPROVAL_KIND_LABELS,
  type ApprovalDecision,
  type ApprovalItem,
  type ApprovalKind,
  type ApprovalPage,
  approvalDecisionLabel,
} from '@jijiao/shared/approvals'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import type { PageName } from '../../routes'
import { BatchBar, Button, type Column, Empty, FilterBar, Records, SortField, StatusTag, Switch, Tabs } from '../../ui'
import { countText, useApprovalCounts } from '../approval-counts'
import { dayInWords, dayOf } from '../calendar'
import { OutcomeSummary, type Outcomes, useOutcomes } from '../decisions'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { BatchSheet } from './batch-sheet'
import { DueRules } from './due-rules'
import { HandOverSheet } from './hand-over-sheet'

/** Where a thing is looked at. */
const PAGES: Readonly<Record<ApprovalPage, PageName>> = {
  affiliationRequests: 'requests',
  disputes: 'disputes',
  leaveRequests: 'leaveRequests',
  planReview: 'plan',
  roleApplications: 'roleApplications',
  record: 'record',
  roll: 'roll',
  ruleSet: 'ruleSet',
  legacyClaims: 'legacyClaims',
  dataRequest: 'dataRequest',
}

type Asking =
  | { readonly what: 'decide'; readonly decision: ApprovalDecision; readonly items: readonly ApprovalItem[] }
  | { readonly what: 'handOver'; readonly item: ApprovalItem }

/** 待办: everything that waits for the operator's decision, conflicts first, then what waits longest or came last. */
export function ApprovalList() {
  const counts = useApprovalCounts()
  const [kind, setKind] = useState<ApprovalKind | 'all'>('all')
  const [isMine, setMine] = useState(false)
  const { sort, table } = useSorting<'askedAt'>('askedAt')
  const remote = useRemotePages(`approvals:${kind}:${isMine}:${sort}`, (cursor) =>
    api.approvals.list({
      query: { kind: kind === 'all' ? undefined : kind, mine: isMine ? 'true' : undefined, sort, cursor },
    }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()
  const chosen = (remote.data ?? []).filter((item) => selected.has(keyOf(item)))
  const decisions = APPROVAL_DECISIONS.filter(
    (decision) => chosen.length > 0 && chosen.every((item) => item.decisions.includes(decision)),
  )

  function refresh(): void {
    setAsking(null)
    void remote.reload()
    void counts.reload()
  }

  function decided(result: Outcomes): void {
    settle(result)
    setSelected(new Set())
    refresh()
  }

  const footer = chosen.length > 0 && (
    <BatchBar count={chosen.length}>
      {decisions.length === 0 && <Text className="ui-soft">请逐个打开办理</Text>}
      {[...decisions].reverse().map((decision) => (
        <Button
          key={decision}
          small
          kind={decision === 'approve' ? 'primary' : decision === 'return' ? 'secondary' : 'danger'}
          onPress={() => setAsking({ what: 'decide', decision, items: chosen })}
        >
          {approvalDecisionLabel(decision, kindOfAll(chosen))}
        </Button>
      ))}
    </BatchBar>
  )
  const tabs = [
    { value: 'all' as const, label: '全部' },
    ...(counts.data?.kinds ?? []).map((one) => ({
      value: one.kind,
      label:
        one.count > 0 ? `${APPROVAL_KIND_LABELS[one.kind]} ${countText(one.count)}` : APPROVAL_KIND_LABELS[one.kind],
    })),
  ]
  return (
    <AppPage title="待办" wide footer={footer || undefined}>
      <View className="ui-actions">
        <Button kind="plain" small onPress={() => open('reasonTemplates')}>
          常用原因
        </Button>
        <DueRules />
      </View>
      <Tabs
        label="待办种类"
        value={kind}
        options={tabs}
        onChange={(next) => {
          setKind(next)
          setSelected(new Set())
        }}
      />
      {((counts.data?.mine ?? 0) > 0 || isMine) && (
        <Switch checked={isMine} onChange={setMine}>
          只看同事转交给我的
        </Switch>
      )}
      <FilterBar sorting={<SortField columns={COLUMNS} {...table} />} />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="check" title="都办完了" note="有新的申请等您办理时，会出现在这里。" />}
      >
        {(items) => (
          <Records
            label="待办"
            items={items}
            idOf={keyOf}
            nameOf={({ title, asker }) => `${title}，${asker}`}
            {...table}
            columns={COLUMNS}
            renderCard={(item) => <ItemCard item={item} />}
            onOpen={openItem}
            actionsOf={(item) =>
              item.abilities.handOver ? [{ text: '转交', onPress: () => setAsking({ what: 'handOver', item }) }] : []
            }
            selected={selected}
            onSelect={setSelected}
          />
        )}
      </LoadedPages>
      {asking?.what === 'decide' && <BatchSheet {...asking} onDecided={decided} onDismiss={() => setAsking(null)} />}
      {asking?.what === 'handOver' && (
        <HandOverSheet item={asking.item} onDone={refresh} onDismiss={() => setAsking(null)} />
      )}
    </AppPage>
  )
}

function openItem({ link }: ApprovalItem): void {
  open(PAGES[link.page], link.params)
}

const keyOf = ({ kind, id }: ApprovalItem) => `${kind}:${id}`

/** The one kind that all are of, for the words of its decisions. */
function kindOfAll(items: readonly ApprovalItem[]): ApprovalKind | undefined {
  const [first] = items
  return first && items.every(({ kind }) => kind === first.kind) ? first.kind : undefined
}

const COLUMNS: readonly Column<ApprovalItem>[] = [
  { title: '事项', isLong: true, value: ({ title }) => title },
  { title: '种类', value: ({ kind }) => APPROVAL_KIND_LABELS[kind] },
  { title: '申请人', value: ({ asker }) => asker },
  {
    title: '提出时间',
    isShort: true,
    sortBy: 'askedAt',
    // What is a word stays on one line.
    value: ({ askedAt, waitingDays }) =>
      waitingDays === 0 ? '今天' : `${dayInWords(dayOf(askedAt))}，${waitingDays}\u00a0天前`,
  },
  { title: '应办结', value: (item) => <DueTag item={item} /> },
  { title: '经办人', value: ({ assignee, isMine }) => (isMine ? '转交给我' : assignee?.name) },
]

const waitedOf = ({ waitingDays }: ApprovalItem) => (waitingDays === 0 ? '今天提出' : `${waitingDays} 天`)

function DueTag({ item: { dueOn, isOverdue, hasConflict, nudgedOn } }: { readonly item: ApprovalItem }) {
  return (
    <View className="ui-actions">
      <StatusTag tone={isOverdue ? 'bad' : 'neutral'}>
        {isOverdue ? `${dayInWords(dueOn)}已超期` : `${dayInWords(dueOn)}前`}
      </StatusTag>
      {hasConflict && <StatusTag tone="warn">有异议</StatusTag>}
      {nudgedOn && <StatusTag tone="warn">已催办</StatusTag>}
    </View>
  )
}

function ItemCard({ item }: { readonly item: ApprovalItem }) {
  const waited = item.waitingDays === 0 ? waitedOf(item) : `已等 ${waitedOf(item)}`
  const facts = [APPROVAL_KIND_LABELS[item.kind], item.asker, waited]
  return (
    <>
      <Text className="ui-strong">{item.title}</Text>
      <Text className="ui-list-note">{facts.join(' · ')}</Text>
      {(item.isMine || item.assignee) && (
        <Text className="ui-list-note">{item.isMine ? '同事转交给我' : `已转交给${item.assignee?.name ?? ''}`}</Text>
      )}
      <DueTag item={item} />
    </>
  )
}
