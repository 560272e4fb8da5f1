import { endpoints } from '@jijiao/shared/api'
import {
  CLASS_STATE_LABELS,
  type ClassState,
  type ClassView,
  COURSE_CATEGORIES,
  COURSE_CATEGORY_LABELS,
  type CourseCategory,
} from '@jijiao/shared/classes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, FilterBar, Records, SortField, Tabs } from '../../ui'
import { dayInWords, planningYears } from '../calendar'
import { FilterSelect } from '../code-fields'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { ClassStateTag } from './class-state-tag'

const STATE_TABS = [
  { value: 'all', label: '全部' },
  { value: 'planned', label: CLASS_STATE_LABELS.planned },
  { value: 'open', label: CLASS_STATE_LABELS.open },
  { value: 'closed', label: CLASS_STATE_LABELS.closed },
  { value: 'cancelled', label: CLASS_STATE_LABELS.cancelled },
] as const satisfies readonly { value: ClassState | 'all'; label: string }[]

const CATEGORIES = COURSE_CATEGORIES.map((value) => ({ value, label: COURSE_CATEGORY_LABELS[value] }))
const YEARS = planningYears()

/** The unit's classes by state. */
export function ClassList() {
  const search = useSearch()
  const order = useSorting<'startsOn'>('-startsOn')
  const [state, setState] = useState<ClassState | 'all'>('all')
  const [category, setCategory] = useState('')
  const [year, setYear] = useState('')
  const mayCreate = useSession(
    ({ session }) => session?.actingAs?.kind === 'unit' && session.actingAs.grants.includes('operate'),
  )
  const query = {
    state: state === 'all' ? undefined : state,
    category: category ? (category as CourseCategory) : undefined,
    year: year ? Number(year) : undefined,
    q: search.query,
    sort: order.sort,
  }
  const remote = useRemotePages(`classes:${state}:${category}:${year}:${search.query}:${order.sort}`, (cursor) =>
    api.classes.list({ query: { ...query, cursor } }),
  )
  const isFiltered = search.query !== '' || state !== 'all' || category !== '' || year !== ''
  const create = mayCreate && (
    <Button icon="plus" onPress={() => open('classForm')}>
      新建培训班
    </Button>
  )
  return (
    <AppPage title="培训班" wide footer={create || undefined}>
      <Tabs label="培训班状态" value={state} options={STATE_TABS} onChange={setState} />
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={<SearchField label="培训班或课程名称" value={search.typed} onChange={search.setTyped} />}
        activeCount={(category ? 1 : 0) + (year ? 1 : 0)}
        filters={
          <>
            <FilterSelect label="科目类型" value={category} options={CATEGORIES} onChange={setCategory} />
            <FilterSelect label="开始年度" value={year} options={YEARS} onChange={setYear} />
          </>
        }
        end={<ExportButton endpoint={endpoints.classes.list} query={query} />}
      />
      <LoadedPages remote={remote} empty={<NoClasses isFiltered={isFiltered} />}>
        {(classes) => (
          <Records
            label="培训班"
            items={classes}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            {...order.table}
            columns={COLUMNS}
            renderCard={(item) => <ClassCard item={item} />}
            onOpen={({ id }) => open('class', { classId: id })}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

const COLUMNS: readonly Column<ClassView>[] = [
  { title: '培训班', value: ({ name }) => name },
  { title: '科目类型', isShort: true, value: ({ category }) => COURSE_CATEGORY_LABELS[category] },
  { title: '课程', value: ({ courseName }) => courseName },
  { title: '开始日期', sortBy: 'startsOn', isShort: true, value: ({ startsOn }) => dayInWords(startsOn) },
  {
    title: '已录入/计划人数',
    isNumber: true,
    value: ({ enrolledCount, plannedNumber }) => `${enrolledCount}/${plannedNumber}`,
  },
  { title: '状态', value: ({ state }) => <ClassStateTag state={state} /> },
  { title: '备注', value: ({ note }) => note },
]

function ClassCard({ item }: { readonly item: ClassView }) {
  return (
    <View className="ui-row">
      <View className="ui-list-main">
        <Text className="ui-strong">{item.name}</Text>
        <ClassNote item={item} />
      </View>
      <ClassStateTag state={item.state} />
    </View>
  )
}

function ClassNote({ item }: { readonly item: ClassView }) {
  const facts = [
    `${COURSE_CATEGORY_LABELS[item.category]} · ${item.courseName}`,
    `${dayInWords(item.startsOn)}开始 · ${item.enrolledCount}/${item.plannedNumber} 人`,
    ...(item.note ? [`备注：${item.note}`] : []),
  ]
  return (
    <>
      {facts.map((fact) => (
        <Text key={fact} className="ui-list-note">
          {fact}
        </Text>
      ))}
    </>
  )
}

function NoClasses({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <Empty icon="search" title="没有找到" note="没有符合条件的培训班，换个状态或换个词试试。" />
  return <Empty icon="book" title="还没有培训班" note="新建培训班，开班后就可以录入人员、考勤签到。" />
}
