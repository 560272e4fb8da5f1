import { endpoints } from '@jijiao/shared/api'
import { labelOf, QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import {
  COURSE_ACTION_LABELS,
  COURSE_STATE_LABELS,
  COURSE_STATES,
  type CourseLine,
  type CourseState,
} from '@jijiao/shared/courses'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, FilterBar, InfoSheet, Records, SortField, StatusTag, Tabs, toast } from '../../ui'
import { planningYears } from '../calendar'
import { FilterSelect, optionsOf } from '../code-fields'
import { ActSheet } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { CourseContent } from './course-content'

const YEARS = planningYears()
const TABS = COURSE_STATES.map((value) => ({ value, label: COURSE_STATE_LABELS[value] }))

/** 专业课程: what the industry authority offers, and units make plans from. */
export function CourseList() {
  const search = useSearch()
  const [state, setState] = useState<CourseState>('offered')
  const [series, setSeries] = useState('')
  const [year, setYear] = useState('')
  const [reading, setReading] = useState<CourseLine | null>(null)
  const [retiring, setRetiring] = useState<CourseLine | null>(null)
  const actingAs = useSession(({ session }) => session?.actingAs)
  const authorityId = actingAs?.kind === 'industryAuthority' ? actingAs.organizationId : undefined
  const mayOffer = authorityId !== undefined && actingAs?.grants.includes('operate')
  const order = useSorting<'name'>('name')
  const query = {
    sort: order.sort,
    state,
    series: series || undefined,
    year: year ? Number(year) : undefined,
    q: search.query,
    authorityId,
  }
  const remote = useRemotePages(`courses:${state}:${series}:${year}:${search.query}:${order.sort}`, (cursor) =>
    api.courses.list({ query: { ...query, cursor } }),
  )
  const actionsOf = (course: CourseLine) => [
    ...(course.abilities.edit ? [{ text: '修改', onPress: () => open('courseForm', { courseId: course.id }) }] : []),
    ...(course.abilities.retire
      ? [{ text: COURSE_ACTION_LABELS.retire, danger: true, onPress: () => setRetiring(course) }]
      : []),
  ]
  const add = mayOffer && (
    <Button icon="plus" onPress={() => open('courseForm')}>
      新建课程
    </Button>
  )
  return (
    <AppPage title="专业课程" wide footer={add || undefined}>
      <Tabs label="课程状态" value={state} options={TABS} onChange={setState} />
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={<SearchField label="课程名称或拼音首字母" value={search.typed} onChange={search.setTyped} />}
        activeCount={(series ? 1 : 0) + (year ? 1 : 0)}
        filters={
          <>
            <FilterSelect
              label="职称系列"
              value={series}
              options={optionsOf(QUALIFICATION_SERIES)}
              onChange={setSeries}
            />
            <FilterSelect label="年度" value={year} options={YEARS} onChange={setYear} />
          </>
        }
        end={<ExportButton endpoint={endpoints.courses.list} query={query} />}
      />
      <LoadedPages remote={remote} empty={<NoCourses />}>
        {(courses) => (
          <Records
            label="专业课程"
            items={courses}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            {...order.table}
            columns={COLUMNS}
            renderCard={(course) => <CourseCard course={course} />}
            onOpen={setReading}
            actionsOf={actionsOf}
          />
        )}
      </LoadedPages>
      {reading && (
        <InfoSheet title={reading.name} onDismiss={() => setReading(null)}>
          <CourseContent courseId={reading.id} />
        </InfoSheet>
      )}
      {retiring && (
        <RetireSheet
          course={retiring}
          onDone={() => {
            setRetiring(null)
            void remote.reload()
          }}
          onDismiss={() => setRetiring(null)}
        />
      )}
    </AppPage>
  )
}

const COLUMNS: readonly Column<CourseLine>[] = [
  { title: '课程名称', sortBy: 'name', value: ({ name }) => name },
  { title: '职称系列', value: ({ series }) => labelOf(QUALIFICATION_SERIES, series) },
  { title: '年度', value: ({ year }) => year },
  { title: '行业主管部门', value: ({ authority }) => authority.name },
  { title: '状态', value: ({ state }) => <StateTag state={state} /> },
]

const StateTag = ({ state }: { readonly state: CourseState }) => (
  <StatusTag tone={state === 'offered' ? 'good' : 'neutral'}>{COURSE_STATE_LABELS[state]}</StatusTag>
)

function CourseCard({ course: { name, series, year, authority, state } }: { readonly course: CourseLine }) {
  return (
    <View className="ui-row">
      <View className="ui-list-main">
        <Text className="ui-strong">{name}</Text>
        <Text className="ui-list-note">{`${year} 年 · ${labelOf(QUALIFICATION_SERIES, series) ?? series}`}</Text>
        <Text className="ui-list-note">{authority.name}</Text>
      </View>
      <StateTag state={state} />
    </View>
  )
}

type RetireSheetProps = { readonly course: CourseLine; readonly onDone: () => void; readonly onDismiss: () => void }

const RetireSheet = ({ course, onDone, onDismiss }: RetireSheetProps) => (
  <ActSheet
    title={`停用“${course.name}”？`}
    message="停用后，单位不能再用它申报计划；已有的计划不受影响。"
    confirmText={COURSE_ACTION_LABELS.retire}
    danger
    intent={course.id}
    act={async (idempotencyKey) => {
      await api.courses.retire({ params: { courseId: course.id } }, { idempotencyKey })
      toast('课程已停用')
      onDone()
    }}
    onDismiss={onDismiss}
  />
)

function NoCourses() {
  return <Empty icon="book" title="没有课程" note="换个状态或换个词试试；行业主管部门可以新建课程。" />
}
