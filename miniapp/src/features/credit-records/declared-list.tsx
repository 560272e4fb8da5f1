import { endpoints } from '@jijiao/shared/api'
import { ASSESSMENT_RESULTS, STUDY_MODES } from '@jijiao/shared/codes'
import {
  RECORD_ACTION_LABELS,
  RECORD_STATE_LABELS,
  type RecordLine,
  type RecordState,
} from '@jijiao/shared/credit-records'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { BatchBar, Button, type Column, Empty, FilterBar, Records, SortField, Tabs } from '../../ui'
import { dayAndClock } from '../calendar'
import { FilterSelect, optionsOf } from '../code-fields'
import { OutcomeSummary, type Outcomes, useOutcomes } from '../decisions'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { ConfirmRecordsSheet } from './confirm-records-sheet'
import { RECORD_COLUMNS, RecordCard, recordName } from './record-columns'
import { useRecordFilters } from './record-filters'

const TABS: readonly { readonly value: RecordState | 'all'; readonly label: string }[] = [
  { value: 'all', label: '全部' },
  ...(['draft', 'submitted', 'returned', 'recognized', 'rejected'] as const).map((value) => ({
    value,
    label: RECORD_STATE_LABELS[value],
  })),
]

/** 学时申报: what this organization has declared, newest first; what a unit declared it confirms itself. */
export function DeclaredList() {
  const filters = useRecordFilters()
  const [state, setState] = useState<RecordState | 'all'>('all')
  const [studyMode, setStudyMode] = useState('')
  const [assessmentResult, setAssessmentResult] = useState('')
  const mayDeclare = useSession(({ session }) => session?.actingAs?.grants.includes('operate') ?? false)
  const isUnit = useSession(({ session }) => session?.actingAs?.kind === 'unit')
  const order = useSorting<'createdAt'>('-createdAt')
  const query = {
    sort: order.sort,
    ...filters.query,
    state: state === 'all' ? undefined : state,
    studyMode: studyMode || undefined,
    assessmentResult: assessmentResult || undefined,
  }
  const remote = useRemotePages(
    `declared:${filters.key}:${state}:${studyMode}:${assessmentResult}:${order.sort}`,
    (cursor) => api.creditRecords.declared({ query: { ...query, cursor } }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [confirming, setConfirming] = useState<readonly RecordLine[] | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()
  const records = remote.data ?? []
  const chosen = records.filter(({ id, abilities }) => selected.has(id) && abilities.confirm)
  const mayConfirm = records.some(({ abilities }) => abilities.confirm)

  function confirmed(result: Outcomes): void {
    setConfirming(null)
    settle(result)
    setSelected(new Set(result.rows.filter(({ reason }) => reason !== null).map(({ id }) => id)))
    void remote.reload()
  }

  const declare = mayDeclare && (
    <Button icon="plus" onPress={() => open('recordForm')}>
      申报学时
    </Button>
  )
  const footer = chosen.length > 0 && (
    <BatchBar count={chosen.length}>
      <Button small onPress={() => setConfirming(chosen)}>
        {RECORD_ACTION_LABELS.confirm}
      </Button>
    </BatchBar>
  )
  return (
    <AppPage title="学时申报" wide footer={footer || declare || undefined}>
      <Tabs label="记录状态" value={state} options={TABS} onChange={setState} />
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        filters={
          <>
            {filters.fields}
            <FilterSelect label="学习形式" value={studyMode} options={optionsOf(STUDY_MODES)} onChange={setStudyMode} />
            <FilterSelect
              label="考核结果"
              value={assessmentResult}
              options={optionsOf(ASSESSMENT_RESULTS)}
              onChange={setAssessmentResult}
            />
          </>
        }
        activeCount={filters.activeCount + (studyMode ? 1 : 0) + (assessmentResult ? 1 : 0)}
        end={
          <>
            {mayDeclare && isUnit && (
              <Button kind="secondary" small onPress={() => open('imports', { kind: 'creditRecords' })}>
                批量申报
              </Button>
            )}
            <ExportButton endpoint={endpoints.creditRecords.declared} query={query} />
          </>
        }
      />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="list" title="没有申报的学时" note="给学员申报培训班以外的学习，或换个筛选条件。" />}
      >
        {(items) => (
          <Records
            label="申报的学时"
            items={items}
            idOf={({ id }) => id}
            nameOf={recordName}
            {...order.table}
            columns={COLUMNS}
            renderCard={(record) => <RecordCard record={record} />}
            onOpen={({ id }) => open('record', { recordId: id })}
            {...(mayConfirm ? { selected, onSelect: setSelected } : {})}
          />
        )}
      </LoadedPages>
      {confirming && (
        <ConfirmRecordsSheet records={confirming} onConfirmed={confirmed} onDismiss={() => setConfirming(null)} />
      )}
    </AppPage>
  )
}

const COLUMNS: readonly Column<RecordLine>[] = [
  ...RECORD_COLUMNS,
  { title: '登记时间', isShort: true, sortBy: 'createdAt', value: ({ createdAt }) => dayAndClock(createdAt) },
]
