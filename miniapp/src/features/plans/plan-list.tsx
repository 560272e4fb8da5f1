import { endpoints } from '@jijiao/shared/api'
import { PLAN_STATE_LABELS, type PlanLine, type PlanState, TRAIL_STEP_LABELS } from '@jijiao/shared/plans'
import { Text, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, FilterBar, Records, SortField, StatusTag, Tabs } from '../../ui'
import { dayAndClock, dayInWords, daysText, planningYears, waitedInWords } from '../calendar'
import { FilterSelect } from '../code-fields'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages, useRole } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { PLAN_TONES } from './words'

const YEARS = planningYears()

const UNIT_STATES = ['draft', 'submitted', 'returned', 'approved', 'rejected'] as const
const REVIEWED_STATES = ['submitted', 'returned', 'approved', 'rejected'] as const

/** 课程计划: the unit's own, or those that an authority reviews or has reviewed. */
export function PlanList() {
  const isUnit = useRole() === 'unit'
  const plan = useSearch()
  const course = useSearch()
  const [state, setState] = useState<PlanState | 'all'>('all')
  const [year, setYear] = useState('')
  const mayDraft = useSession(({ session }) => session?.actingAs?.grants.includes('operate') ?? false) && isUnit
  const order = useSorting<'createdAt'>('-createdAt')
  const query = {
    sort: order.sort,
    state: state === 'all' ? undefined : state,
    year: year ? Number(year) : undefined,
    q: plan.query,
    course: course.query,
  }
  const remote = useRemotePages(`plans:${state}:${year}:${plan.query}:${course.query}:${order.sort}`, (cursor) =>
    api.plans.list({ query: { ...query, cursor } }),
  )
  const tabs = [
    { value: 'all' as const, label: '全部' },
    ...(isUnit ? UNIT_STATES : REVIEWED_STATES).map((value) => ({ value, label: PLAN_STATE_LABELS[value] })),
  ]
  const draft = mayDraft && (
    <Button icon="plus" onPress={() => open('planForm')}>
      新建课程计划
    </Button>
  )
  const isFiltered = state !== 'all' || year !== '' || plan.query !== '' || course.query !== ''
  return (
    <AppPage title="课程计划" wide footer={draft || undefined}>
      <Tabs label="计划状态" value={state} options={tabs} onChange={setState} />
      <FilterBar
        sorting={<SortField columns={[CREATED]} {...order.table} />}
        search={<SearchField label="计划名称或拼音首字母" value={plan.typed} onChange={plan.setTyped} />}
        activeCount={(year ? 1 : 0) + (course.query ? 1 : 0)}
        filters={
          <>
            <SearchField label="课程名称" value={course.typed} onChange={course.setTyped} />
            <FilterSelect label="年度" value={year} options={YEARS} onChange={setYear} />
          </>
        }
        end={<ExportButton endpoint={endpoints.plans.list} query={query} />}
      />
      <LoadedPages remote={remote} empty={<NoPlans isFiltered={isFiltered} isUnit={isUnit} />}>
        {(plans) => (
          <PlanRecords
            plans={plans}
            isUnit={isUnit}
            table={order.table}
            columns={isUnit ? UNIT_COLUMNS : REVIEWER_COLUMNS}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

/** 待审计划: what waits for this authority's decision, the longest waiting first. */
export function PlansToReview() {
  const order = useSorting<'submittedAt'>('submittedAt')
  const remote = useRemotePages(`plans-to-review:${order.sort}`, (cursor) =>
    api.plans.toReview({ query: { sort: order.sort, cursor } }),
  )
  return (
    <AppPage title="待审计划" wide>
      <FilterBar sorting={<SortField columns={TO_REVIEW_COLUMNS} {...order.table} />} />
      <LoadedPages
        remote={remote}
        empty={
          <Empty icon="check" title="没有待审的计划" note="单位送审课程计划后，会显示在这里，等得最久的在最前面。" />
        }
      >
        {(plans) => <PlanRecords plans={plans} isUnit={false} columns={TO_REVIEW_COLUMNS} table={order.table} />}
      </LoadedPages>
    </AppPage>
  )
}

type PlanRecordsProps = {
  readonly plans: readonly PlanLine[]
  readonly isUnit: boolean
  readonly columns: readonly Column<PlanLine>[]
  readonly table: ReturnType<typeof useSorting>['table']
}

function PlanRecords({ plans, isUnit, columns, table }: PlanRecordsProps) {
  return (
    <Records
      label="课程计划"
      items={plans}
      idOf={({ id }) => id}
      nameOf={({ name }) => name}
      {...table}
      columns={columns}
      renderCard={(plan) => <PlanCard plan={plan} isUnit={isUnit} />}
      onOpen={({ id }) => open('plan', { planId: id })}
    />
  )
}

const state = ({ state: now }: PlanLine): ReactNode => (
  <StatusTag tone={PLAN_TONES[now]}>{PLAN_STATE_LABELS[now]}</StatusTag>
)
const step = ({ reviewStep }: PlanLine) => (reviewStep ? TRAIL_STEP_LABELS[reviewStep] : '')

const COMMON: readonly Column<PlanLine>[] = [
  { title: '计划名称', value: ({ name }) => name },
  { title: '课程', value: ({ courseName }) => courseName },
  { title: '开始', isShort: true, value: ({ startsOn }) => dayInWords(startsOn) },
  { title: '结束', isShort: true, value: ({ endsOn }) => dayInWords(endsOn) },
  { title: '培训班', isNumber: true, value: ({ classCount }) => classCount },
]
const CREATED: Column<PlanLine> = {
  title: '建立时间',
  isShort: true,
  sortBy: 'createdAt',
  value: ({ createdAt }) => dayAndClock(createdAt),
}
const UNIT: Column<PlanLine> = { title: '申报单位', value: ({ unit }) => unit.name }
const SUBMITTED: Column<PlanLine> = {
  title: '送审时间',
  isShort: true,
  value: ({ submittedAt }) => submittedAt && dayAndClock(submittedAt),
}
const STEP: Column<PlanLine> = { title: '审核环节', value: step }
const STATE: Column<PlanLine> = { title: '状态', value: state }

const REVIEWING_BODY: Column<PlanLine> = { title: '审核部门', value: ({ reviewingBody }) => reviewingBody?.name }
const UNIT_COLUMNS = [...COMMON, CREATED, REVIEWING_BODY, STEP, STATE]
const REVIEWER_COLUMNS = [...COMMON, CREATED, UNIT, SUBMITTED, STEP, STATE]
const TO_REVIEW_COLUMNS = [...COMMON, UNIT, { ...SUBMITTED, sortBy: 'submittedAt' }, STEP]

function PlanCard({ plan, isUnit }: { readonly plan: PlanLine; readonly isUnit: boolean }) {
  const { name, courseName, startsOn, endsOn, classCount, unit, reviewingBody, submittedAt } = plan
  const waits = plan.state === 'submitted' && submittedAt ? `${waitedInWords(submittedAt)}送审` : ''
  const body = isUnit ? reviewingBody?.name : unit.name
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{name}</Text>
        {state(plan)}
      </View>
      <Text className="ui-list-note">{`${courseName} · ${classCount} 个培训班`}</Text>
      <Text className="ui-list-note">{daysText(startsOn, endsOn)}</Text>
      {(body || waits) && <Text className="ui-list-note">{[body, waits].filter(Boolean).join(' · ')}</Text>}
    </>
  )
}

function NoPlans({ isFiltered, isUnit }: { readonly isFiltered: boolean; readonly isUnit: boolean }) {
  if (isFiltered) return <Empty icon="search" title="没有找到" note="没有符合条件的计划，换个条件试试。" />
  const note = isUnit ? '从课程目录选一门课程，安排培训班，再送审。' : '单位送审的计划会显示在这里。'
  return <Empty icon="plan" title="还没有课程计划" note={note} />
}
