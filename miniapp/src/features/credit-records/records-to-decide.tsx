import { endpoints } from '@jijiao/shared/api'
import {
  RECORD_ACTION_LABELS,
  RECORD_DECISIONS,
  type RecordDecision,
  type RecordLine,
} from '@jijiao/shared/credit-records'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { BatchBar, Button, type Column, Empty, FilterBar, Records, SortField } from '../../ui'
import { waitedInWords } from '../calendar'
import { OutcomeSummary, type Outcomes, useOutcomes } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { RECORD_COLUMNS, RecordCard, recordName } from './record-columns'
import { RecordDecisionSheet } from './record-decision-sheet'
import { useRecordFilters } from './record-filters'

type Asking = { readonly decision: RecordDecision; readonly records: readonly RecordLine[] }

/** 学时认定: what waits for this organization's word, the longest waiting first. */
export function RecordsToDecide() {
  const search = useSearch()
  const filters = useRecordFilters()
  const order = useSorting<'submittedAt'>('submittedAt')
  const query = { q: search.query, sort: order.sort, ...filters.query }
  const remote = useRemotePages(`records-to-decide:${search.query}:${filters.key}:${order.sort}`, (cursor) =>
    api.creditRecords.toDecide({ query: { ...query, cursor } }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()
  const chosen = (remote.data ?? []).filter(({ id, abilities }) => selected.has(id) && abilities.approve)

  function decided(result: Outcomes): void {
    setAsking(null)
    settle(result)
    setSelected(new Set(result.rows.filter(({ reason }) => reason !== null).map(({ id }) => id)))
    void remote.reload()
  }

  const footer = chosen.length > 0 && (
    <BatchBar count={chosen.length}>
      {[...RECORD_DECISIONS].reverse().map((decision) => (
        <Button
          key={decision}
          small
          kind={decision === 'approve' ? 'primary' : decision === 'return' ? 'secondary' : 'danger'}
          label={RECORD_ACTION_LABELS[decision]}
          onPress={() => setAsking({ decision, records: chosen })}
        >
          {SHORT_LABELS[decision]}
        </Button>
      ))}
    </BatchBar>
  )
  return (
    <AppPage title="学时认定" wide footer={footer || undefined}>
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
        filters={filters.fields}
        activeCount={filters.activeCount}
        end={<ExportButton endpoint={endpoints.creditRecords.toDecide} query={query} />}
      />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="check" title="没有待认定的学时" note="申报的学时等您认定时，会出现在这里。" />}
      >
        {(records) => (
          <Records
            label="待认定的学时"
            items={records}
            idOf={({ id }) => id}
            nameOf={recordName}
            {...order.table}
            columns={COLUMNS}
            renderCard={(record) => <RecordCard record={record} />}
            onOpen={({ id }) => open('record', { recordId: id })}
            selected={selected}
            onSelect={setSelected}
          />
        )}
      </LoadedPages>
      {asking && <RecordDecisionSheet {...asking} onDecided={decided} onDismiss={() => setAsking(null)} />}
    </AppPage>
  )
}

/** On a narrow bar. */
const SHORT_LABELS: Readonly<Record<RecordDecision, string>> = { approve: '同意', return: '退案', reject: '结案' }

const COLUMNS: readonly Column<RecordLine>[] = [
  ...RECORD_COLUMNS,
  { title: '申报时间', sortBy: 'submittedAt', value: ({ submittedAt }) => submittedAt && waitedInWords(submittedAt) },
]
