import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS, type CourseCategory } from '@jijiao/shared/classes'
import {
  type MyRecordLine,
  RECORD_SOURCE_LABELS,
  RECORD_STATE_LABELS,
  type RecordState,
} from '@jijiao/shared/credit-records'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty, FilterBar, List, ListItem, StatusTag, Tabs } from '../../ui'
import { daysText, yearOptions } from '../calendar'
import { FilterSelect } from '../code-fields'
import { AppPage, LoadedPages } from '../shell'
import { hoursWords, RECORD_TONES } from './words'

const TABS: readonly { readonly value: RecordState | 'all'; readonly label: string }[] = [
  { value: 'all', label: '全部' },
  ...(['recognized', 'submitted', 'returned', 'draft'] as const).map((value) => ({
    value,
    label: RECORD_STATE_LABELS[value],
  })),
]
const YEARS = yearOptions()
const CATEGORIES = COURSE_CATEGORIES.map((value) => ({ value, label: COURSE_CATEGORY_LABELS[value] }))

/** 学时记录: whatever was declared for me, newest first. */
export function RecordList() {
  const [state, setState] = useState<RecordState | 'all'>('all')
  const [year, setYear] = useState('')
  const [category, setCategory] = useState<string>('')
  const isFiltered = state !== 'all' || year !== '' || category !== ''
  const remote = useRemotePages(
    `my-records:${state}:${year}:${category}`,
    (cursor) =>
      api.creditRecords.mine({
        query: {
          state: state === 'all' ? undefined : state,
          year: year ? Number(year) : undefined,
          category: category ? (category as CourseCategory) : undefined,
          cursor,
        },
      }),
    { isKept: !isFiltered },
  )
  const declare = (
    <Button icon="plus" onPress={() => open('myRecordForm')}>
      申报学时
    </Button>
  )
  return (
    <AppPage title="学时记录" footer={declare}>
      <Tabs label="记录状态" value={state} options={TABS} onChange={setState} />
      <FilterBar
        activeCount={(year ? 1 : 0) + (category ? 1 : 0)}
        filters={
          <>
            <FilterSelect label="年度" value={year} options={YEARS} onChange={setYear} />
            <FilterSelect label="课程类型" value={category} options={CATEGORIES} onChange={setCategory} />
          </>
        }
      />
      <LoadedPages remote={remote} empty={<NoRecords isFiltered={isFiltered} />}>
        {(records) => (
          <List>
            {records.map((record) => (
              <RecordLine key={record.id} record={record} />
            ))}
          </List>
        )}
      </LoadedPages>
    </AppPage>
  )
}

function RecordLine({ record }: { readonly record: MyRecordLine }) {
  const { id, courseName, category, startsOn, endsOn, source, state } = record
  const facts = [`${COURSE_CATEGORY_LABELS[category]} · ${hoursWords(record)}`, daysText(startsOn, endsOn)]
  return (
    <ListItem
      title={<Text className="ui-strong">{courseName}</Text>}
      note={
        <View>
          {facts.map((fact) => (
            <View key={fact}>{fact}</View>
          ))}
          <View>{RECORD_SOURCE_LABELS[source]}</View>
        </View>
      }
      end={<StatusTag tone={RECORD_TONES[state]}>{RECORD_STATE_LABELS[state]}</StatusTag>}
      onPress={() => open('myRecord', { recordId: id })}
    />
  )
}

function NoRecords({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <Empty icon="search" title="没有找到" note="没有符合条件的记录，换个条件试试。" />
  return (
    <Empty
      icon="list"
      title="还没有学时记录"
      note="参加的培训班结班后，学时会自动记在这里。在别处学习的，可以自己申报。"
    />
  )
}
