import { endpoints } from '@jijiao/shared/api'
import {
  DISHONESTY_STATE_LABELS,
  DISHONESTY_STATES,
  DISHONESTY_SUBJECT_LABELS,
  DISHONESTY_SUBJECTS,
  type DishonestyLine,
  type DishonestyState,
  type DishonestySubject,
  dishonestyCategoryLabel,
  DISHONESTY_FIELD_LABELS as LABELS,
} from '@jijiao/shared/dishonesty'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, FilterBar, Records, Tabs } from '../../ui'
import { dayAndClock } from '../calendar'
import { FilterSelect } from '../code-fields'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { ExportButton } from '../spreadsheets'
import { DishonestyTag } from './state-tag'

const TABS = [
  { value: 'all', label: '全部' },
  ...DISHONESTY_STATES.map((value) => ({ value, label: DISHONESTY_STATE_LABELS[value] })),
] as const

const SUBJECTS = DISHONESTY_SUBJECTS.map((value) => ({ value, label: DISHONESTY_SUBJECT_LABELS[value] }))

/** 失信信息: what this organization has recorded, and what it was told about itself. */
export function DishonestyList() {
  const search = useSearch()
  const [state, setState] = useState<DishonestyState | 'all'>('all')
  const [subjectKind, setSubjectKind] = useState('')
  const mayRecord = useSession(
    ({ session }) => session?.actingAs?.grants.includes('operate') && session.actingAs.kind !== 'provider',
  )
  const query = {
    state: state === 'all' ? undefined : state,
    subjectKind: subjectKind ? (subjectKind as DishonestySubject) : undefined,
    q: search.query,
  }
  const remote = useRemotePages(`dishonesty:${state}:${subjectKind}:${search.query}`, (cursor) =>
    api.dishonesty.list({ query: { ...query, cursor } }),
  )
  const record = mayRecord && (
    <Button icon="plus" onPress={() => open('dishonestyForm')}>
      登记失信信息
    </Button>
  )
  return (
    <AppPage title="失信信息" wide footer={record || undefined}>
      <Tabs label="状态" value={state} options={TABS} onChange={setState} />
      <FilterBar
        search={<SearchField label="失信主体名称" value={search.typed} onChange={search.setTyped} />}
        activeCount={subjectKind ? 1 : 0}
        filters={
          <FilterSelect label={LABELS.subjectKind} value={subjectKind} options={SUBJECTS} onChange={setSubjectKind} />
        }
        end={<ExportButton endpoint={endpoints.dishonesty.list} query={query} />}
      />
      <LoadedPages remote={remote} empty={<Empty icon="shield" title="没有失信信息" note="登记以后，会显示在这里。" />}>
        {(records) => (
          <Records
            label="失信信息"
            items={records}
            idOf={({ id }) => id}
            nameOf={({ subjectName }) => subjectName}
            columns={COLUMNS}
            renderCard={(one) => <DishonestyCard record={one} />}
            onOpen={({ id }) => open('dishonesty', { recordId: id })}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

const categoryOf = ({ subjectKind, category }: DishonestyLine) => dishonestyCategoryLabel(subjectKind, category)

const COLUMNS: readonly Column<DishonestyLine>[] = [
  { title: LABELS.subjectName, value: ({ subjectName }) => subjectName },
  { title: LABELS.subjectKind, isShort: true, value: ({ subjectKind }) => DISHONESTY_SUBJECT_LABELS[subjectKind] },
  { title: LABELS.category, value: categoryOf },
  { title: LABELS.content, value: ({ content }) => content },
  { title: LABELS.recordedBy, value: ({ recordedBy }) => recordedBy.name },
  { title: LABELS.recordedAt, isShort: true, value: ({ recordedAt }) => dayAndClock(recordedAt) },
  { title: LABELS.state, value: ({ state }) => <DishonestyTag state={state} /> },
]

function DishonestyCard({ record }: { readonly record: DishonestyLine }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{record.subjectName}</Text>
        <DishonestyTag state={record.state} />
      </View>
      <Text className="ui-list-note">{categoryOf(record)}</Text>
      <Text>{record.content}</Text>
      <Text className="ui-list-note">{`${record.recordedBy.name}，${dayAndClock(record.recordedAt)}`}</Text>
    </>
  )
}
