import {
  AFFILIATION_ACTION_LABELS,
  type AffiliationDecision,
  type AffiliationRequestView,
} from '@jijiao/shared/affiliations'
import { EDUCATIONS, labelOf, SEXES } from '@jijiao/shared/codes'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { BatchBar, Button, type Column, Empty, FilterBar, Records } from '../../ui'
import { dayAndClock, waitedInWords } from '../calendar'
import { OutcomeSummary, type Outcomes, useOutcomes } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { DecisionSheet } from './decision-sheet'
import { RequestLine } from './request-line'

type Asking = { readonly decision: AffiliationDecision; readonly requests: readonly AffiliationRequestView[] }

/** The to-do list: who asks to be bound to the unit, and the unit's yes or no. */
export function Requests() {
  const search = useSearch()
  const remote = useRemotePages(`requests:${search.query}`, (cursor) =>
    api.affiliations.requests({ query: { state: 'pending', q: search.query, cursor } }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()

  const chosen = (remote.data ?? []).filter(({ id }) => selected.has(id))
  const mayConfirm = chosen.length > 0 && chosen.every(({ abilities }) => abilities.confirm)
  const mayRefuse = chosen.length > 0 && chosen.every(({ abilities }) => abilities.refuse)

  function decided(result: Outcomes): void {
    setAsking(null)
    settle(result)
    // Rows that were refused stay selected, to be looked at again.
    setSelected(new Set(result.rows.filter(({ reason }) => reason !== null).map(({ id }) => id)))
    void remote.reload()
  }

  const footer =
    chosen.length > 0 ? (
      <BatchBar count={chosen.length}>
        {mayRefuse && (
          <Button
            kind="danger"
            small
            label={`选中的 ${chosen.length} 人，否`}
            onPress={() => setAsking({ decision: 'refuse', requests: chosen })}
          >
            {AFFILIATION_ACTION_LABELS.refuse}
          </Button>
        )}
        {mayConfirm && (
          <Button
            small
            label={`选中的 ${chosen.length} 人，是`}
            onPress={() => setAsking({ decision: 'confirm', requests: chosen })}
          >
            {AFFILIATION_ACTION_LABELS.confirm}
          </Button>
        )}
      </BatchBar>
    ) : undefined

  return (
    <AppPage title="待确认学员" wide footer={footer}>
      <FilterBar
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
      />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <LoadedPages remote={remote} empty={<NoRequests query={search.query} />}>
        {(requests) => (
          <Records
            label="待确认学员"
            items={requests}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            columns={COLUMNS}
            renderCard={(request) => <RequestLine request={request} />}
            selected={selected}
            onSelect={setSelected}
          />
        )}
      </LoadedPages>
      {asking && <DecisionSheet {...asking} onDecided={decided} onDismiss={() => setAsking(null)} />}
    </AppPage>
  )
}

const COLUMNS: readonly Column<AffiliationRequestView>[] = [
  { title: '姓名', isShort: true, value: ({ name }) => name },
  { title: '性别', value: ({ sex }) => labelOf(SEXES, sex) },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '最高学历', value: ({ education }) => labelOf(EDUCATIONS, education) },
  { title: '申请时间', isShort: true, value: ({ askedAt }) => dayAndClock(askedAt) },
  { title: '多久以前', value: ({ askedAt }) => waitedInWords(askedAt) },
]

function NoRequests({ query }: { readonly query: string }) {
  if (query) return <Empty icon="search" title="没有找到" note={`没有和“${query}”相符的申请，换个词试试。`} />
  return (
    <Empty icon="check" title="没有待确认的申请" note="职工扫描单位二维码提出申请后，会出现在这里。">
      <Button kind="secondary" onPress={() => open('joinCode')}>
        出示单位二维码
      </Button>
    </Empty>
  )
}
