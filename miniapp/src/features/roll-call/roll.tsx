import type { MarkState, RollRow } from '@jijiao/shared/attendance'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { type Column, Empty, List, ListItem, Records, Tabs } from '../../ui'
import { OutcomeSummary, type Outcomes, useOutcomes } from '../decisions'
import { AppPage, LoadedPages } from '../shell'
import { Counts } from './counts'
import { type LateScanDecision, LateScanSheet } from './late-scan-sheet'
import { LateScans } from './late-scans'
import { MarkBar } from './mark-bar'
import { MarkSheet } from './mark-sheet'
import { MarkFlags, MarkTag, markInWords, NOT_ENROLLED, RollLine } from './roll-line'
import { sessionTime } from './session-words'
import { type RollFilter, useLiveRoll } from './use-live-roll'
import { useSessionView } from './use-session-view'

const FILTERS = [
  { value: 'all', label: '全部' },
  { value: 'arrived', label: '已到' },
  { value: 'missing', label: '未到' },
  { value: 'flagged', label: '需核对' },
] as const satisfies readonly { value: RollFilter; label: string }[]

type Asking =
  | { readonly what: 'mark'; readonly state: MarkState; readonly rows: readonly RollRow[] }
  | { readonly what: 'decide'; readonly decision: LateScanDecision; readonly rows: readonly RollRow[] }

/** The live roll of a roll call: who has arrived and how, and the operator's own marks. */
export function Roll({ sessionId }: { readonly sessionId: string }) {
  const session = useSessionView(sessionId)
  const [show, setShow] = useState<RollFilter>('all')
  const roll = useLiveRoll(sessionId, show)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()

  const mayMark = session.data?.abilities.mark ?? false
  const chosen = (roll.data ?? []).filter(({ traineeId }) => mayMark && selected.has(traineeId))
  const counts = roll.counts

  function filter(next: RollFilter): void {
    setShow(next)
    setSelected(new Set())
  }

  function settled(result: Outcomes): void {
    setAsking(null)
    settle(result)
    setSelected(new Set())
    void roll.reload()
  }

  const footer =
    chosen.length > 0 ? (
      <MarkBar count={chosen.length} onChoose={(state) => setAsking({ what: 'mark', state, rows: chosen })} />
    ) : undefined

  return (
    <AppPage title="考勤名单" wide footer={footer}>
      {session.data && (
        <Text className="ui-soft roll-title">{`${session.data.className} · ${sessionTime(session.data)}`}</Text>
      )}
      {counts && <Counts counts={counts} />}
      {counts && counts.pending > 0 && show !== 'flagged' && (
        <List>
          <ListItem
            icon="alert"
            title={`${counts.pending} 人补传的扫码等您决定`}
            note="手机离线太久才传上来，认可后才算签到"
            onPress={() => filter('flagged')}
          />
        </List>
      )}
      <Tabs label="筛选" value={show} options={FILTERS} onChange={filter} />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <LoadedPages remote={roll} empty={<Nobody show={show} />}>
        {(rows) => (
          <Rows
            rows={rows}
            show={show}
            mayMark={mayMark}
            selected={selected}
            onSelect={setSelected}
            onDecide={(decision, late) => setAsking({ what: 'decide', decision, rows: late })}
          />
        )}
      </LoadedPages>
      {asking?.what === 'mark' && (
        <MarkSheet {...asking} sessionId={sessionId} onMarked={settled} onDismiss={() => setAsking(null)} />
      )}
      {asking?.what === 'decide' && (
        <LateScanSheet {...asking} sessionId={sessionId} onDecided={settled} onDismiss={() => setAsking(null)} />
      )}
    </AppPage>
  )
}

type RowsProps = {
  readonly rows: readonly RollRow[]
  readonly show: RollFilter
  readonly mayMark: boolean
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
  readonly onDecide: (decision: LateScanDecision, rows: readonly RollRow[]) => void
}

function Rows({ rows, show, mayMark, selected, onSelect, onDecide }: RowsProps) {
  const late = show === 'flagged' ? rows.filter(({ mark }) => mark?.decision === 'pending') : []
  const others = rows.filter((row) => !late.includes(row))
  return (
    <>
      <LateScans rows={late} mayDecide={mayMark} onDecide={onDecide} />
      {others.length > 0 && (
        <Records
          label="考勤名单"
          items={others}
          idOf={({ traineeId }) => traineeId}
          nameOf={({ name }) => name}
          columns={COLUMNS}
          renderCard={(row) => <RollLine row={row} />}
          {...(mayMark ? { selected, onSelect } : {})}
        />
      )}
    </>
  )
}

const COLUMNS: readonly Column<RollRow>[] = [
  { title: '姓名', isShort: true, value: ({ name }) => name },
  { title: '专业技术资格', value: ({ qualification }) => qualification },
  { title: '手机号', isShort: true, value: ({ maskedPhone }) => maskedPhone },
  { title: '考勤', value: ({ mark }) => <MarkTag mark={mark} /> },
  { title: '登记方式和时间', value: ({ mark }) => mark && markInWords(mark) },
  { title: '需核对', value: ({ mark }) => mark && <MarkFlags mark={mark} /> },
  { title: '说明', value: ({ isEnrolled }) => (isEnrolled ? '' : NOT_ENROLLED) },
]

const EMPTY: Readonly<Record<RollFilter, { readonly title: string; readonly note: string }>> = {
  all: { title: '名单是空的', note: '先到培训班的“人员录入”里录入学员。' },
  arrived: { title: '还没有人签到', note: '学员签到后会马上出现在这里。' },
  missing: { title: '都到了', note: '应到的学员都已经签到。' },
  flagged: { title: '没有需要核对的', note: '离线补传、同一部手机等情况会出现在这里。' },
}

function Nobody({ show }: { readonly show: RollFilter }) {
  return <Empty icon={show === 'missing' ? 'check' : 'list'} {...EMPTY[show]} />
}
