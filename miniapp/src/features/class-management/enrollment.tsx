import { endpoints } from '@jijiao/shared/api'
import { type ClassView, ENROLLMENT_TAB_LABELS, type EnrollmentTab, type EnrollmentView } from '@jijiao/shared/classes'
import { labelOf, SEXES } from '@jijiao/shared/codes'
import { useState } from 'react'
import { api, type Remote, useRemotePages } from '../../api'
import { BatchBar, Button, Card, type Column, Empty, Facts, FilterBar, Records, SortField, Tabs } from '../../ui'
import { dayAndClock } from '../calendar'
import { OutcomeSummary, type Outcomes, useOutcomes } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, Loaded, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { EnrollmentSheet } from './enrollment-sheet'
import { PersonLine } from './person-line'
import { TypedEnrolment } from './typed-enrolment'
import { useClass } from './use-class'

/** `typed`: in place of candidates, where there is nobody to pick from. */
type Tab = EnrollmentTab | 'typed'
const TAB_LABELS: Readonly<Record<Tab, string>> = { ...ENROLLMENT_TAB_LABELS, typed: '录入学员' }

/** Nobody gets into a class that is not open, nor by somebody who may not enrol. */
function tabsOf({ abilities }: ClassView): readonly Tab[] {
  if (abilities.enrolByIdentity) return ['typed', 'enrolled']
  return abilities.enrol ? ['candidates', 'enrolled'] : ['enrolled']
}

/** Who is in the class, and how others get into it: a unit picks from its own people, a provider types a list. */
export function Enrollment({ classId }: { readonly classId: string }) {
  const remote = useClass(classId)
  if (remote.data) return <Enrolling remote={remote} trainingClass={remote.data} />
  return (
    <AppPage title={TITLE} wide>
      <Loaded remote={remote}>{() => null}</Loaded>
    </AppPage>
  )
}
const TITLE = '人员录入'

type EnrollingProps = { readonly remote: Remote<ClassView>; readonly trainingClass: ClassView }

function Enrolling({ remote: shown, trainingClass }: EnrollingProps) {
  const search = useSearch()
  const tabs = tabsOf(trainingClass)
  const [picked, setPicked] = useState<Tab | null>(null)
  const tab = picked && tabs.includes(picked) ? picked : (tabs[0] ?? 'enrolled')
  // Beside a list that is typed, those who are in the class already are loaded ahead.
  const listed = tab === 'candidates' ? 'candidates' : 'enrolled'
  const order = useSorting<'name'>('name')
  const query = { tab: listed, q: search.query, sort: order.sort } as const
  const params = { classId: trainingClass.id }
  const people = useRemotePages(`enrollments:${trainingClass.id}:${listed}:${search.query}:${order.sort}`, (cursor) =>
    api.classes.enrollments({ params, query: { ...query, cursor } }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<readonly EnrollmentView[] | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()
  // Here, so that it is still there after a look at another tab.
  const [list, setList] = useState('')

  const action = tab === 'candidates' ? 'enrol' : 'withdraw'
  const chosen = (people.data ?? []).filter(({ traineeId, abilities }) => selected.has(traineeId) && abilities[action])

  function change(next: Tab): void {
    setPicked(next)
    setSelected(new Set())
    dismiss()
  }

  function changed(result: Outcomes): void {
    setAsking(null)
    settle(result)
    setSelected(new Set(result.rows.filter(({ reason }) => reason !== null).map(({ id }) => id)))
    void people.reload()
    void shown.reload()
  }

  const footer =
    chosen.length > 0 ? (
      <BatchBar count={chosen.length}>
        <Button kind={action === 'enrol' ? 'primary' : 'danger'} small onPress={() => setAsking(chosen)}>
          {action === 'enrol' ? '录入培训班' : '取消录入'}
        </Button>
      </BatchBar>
    ) : undefined

  return (
    <AppPage title={TITLE} wide footer={footer}>
      <Loaded remote={shown}>{(item) => <Capacity item={item} />}</Loaded>
      {tabs.length > 1 && (
        <Tabs
          label="人员"
          value={tab}
          options={tabs.map((value) => ({ value, label: TAB_LABELS[value] }))}
          onChange={change}
        />
      )}
      {tab !== 'typed' && (
        <FilterBar
          sorting={<SortField columns={COLUMNS} {...order.table} />}
          search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
          end={<ExportButton endpoint={endpoints.classes.enrollments} params={params} query={query} />}
        />
      )}
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      {tab === 'typed' && (
        <TypedEnrolment trainingClass={trainingClass} list={list} onChange={setList} onEnrolled={changed} />
      )}
      {tab !== 'typed' && (
        <LoadedPages remote={people} empty={<Nobody tab={tab} of={trainingClass} query={search.query} />}>
          {(shownPeople) => (
            <Records
              label="人员"
              items={shownPeople}
              idOf={({ traineeId }) => traineeId}
              nameOf={({ name }) => name}
              {...order.table}
              columns={tab === 'enrolled' ? [...COLUMNS, ENROLLED_COLUMN] : COLUMNS}
              renderCard={(person) => <PersonLine person={person} />}
              isSelectable={({ abilities }) => abilities[action]}
              selected={selected}
              onSelect={setSelected}
            />
          )}
        </LoadedPages>
      )}
      {asking && (
        <EnrollmentSheet
          action={action}
          trainingClass={trainingClass}
          people={asking}
          onChanged={changed}
          onDismiss={() => setAsking(null)}
        />
      )}
    </AppPage>
  )
}

function Capacity({ item }: { readonly item: ClassView }) {
  const left = Math.max(0, item.plannedNumber - item.enrolledCount)
  return (
    <Card title={item.name}>
      <Facts
        facts={[
          { name: '已录入', value: `${item.enrolledCount} 人` },
          { name: '计划', value: `${item.plannedNumber} 人，${left > 0 ? `还可录 ${left} 人` : '已满'}` },
        ]}
      />
    </Card>
  )
}

const COLUMNS: readonly Column<EnrollmentView>[] = [
  { title: '姓名', sortBy: 'name', isShort: true, value: ({ name }) => name },
  { title: '性别', value: ({ sex }) => labelOf(SEXES, sex) },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '手机号', value: ({ phone }) => phone },
]
const ENROLLED_COLUMN: Column<EnrollmentView> = {
  title: '录入时间',
  isShort: true,
  value: ({ enrolledAt }) => enrolledAt && dayAndClock(enrolledAt),
}

type NobodyProps = { readonly tab: EnrollmentTab; readonly of: ClassView; readonly query: string }

function Nobody({ tab, of: { abilities }, query }: NobodyProps) {
  if (query) return <Empty icon="search" title="没有找到" note={`没有和“${query}”相符的学员，换个词试试。`} />
  if (tab === 'candidates') {
    return (
      <Empty
        icon="check"
        title="没有可以录入的学员"
        note="本单位已确认的学员都已经录入；新学员要先申请加入单位并得到确认。"
      />
    )
  }
  const note = abilities.enrolByIdentity
    ? '到“录入学员”里写名单，录入这个培训班。'
    : abilities.enrol
      ? '到“未录入”里选择学员，录入这个培训班。'
      : undefined
  return <Empty icon="person" title="还没有录入学员" note={note} />
}
