import { endpoints } from '@jijiao/shared/api'
import { type ClassView, ENROLLMENT_TAB_LABELS, type EnrollmentTab, type EnrollmentView } from '@jijiao/shared/classes'
import { labelOf, SEXES } from '@jijiao/shared/codes'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { BatchBar, Button, Card, type Column, Empty, Facts, FilterBar, Records, Tabs } from '../../ui'
import { dayAndClock } from '../calendar'
import { OutcomeSummary, type Outcomes, useOutcomes } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, Loaded, LoadedPages } from '../shell'
import { ExportButton } from '../spreadsheets'
import { EnrollmentSheet } from './enrollment-sheet'
import { PersonLine } from './person-line'
import { useClass } from './use-class'

const TABS = (['candidates', 'enrolled'] as const).map((value) => ({ value, label: ENROLLMENT_TAB_LABELS[value] }))

/** Who is in the class and who of the unit could be. */
export function Enrollment({ classId }: { readonly classId: string }) {
  const search = useSearch()
  const [tab, setTab] = useState<EnrollmentTab>('candidates')
  const trainingClass = useClass(classId)
  const query = { tab, q: search.query }
  const remote = useRemotePages(`enrollments:${classId}:${tab}:${search.query}`, (cursor) =>
    api.classes.enrollments({ params: { classId }, query: { ...query, cursor } }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<readonly EnrollmentView[] | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()

  const action = tab === 'candidates' ? 'enrol' : 'withdraw'
  const chosen = (remote.data ?? []).filter(({ traineeId, abilities }) => selected.has(traineeId) && abilities[action])

  function change(next: EnrollmentTab): void {
    setTab(next)
    setSelected(new Set())
    dismiss()
  }

  function changed(result: Outcomes): void {
    setAsking(null)
    settle(result)
    setSelected(new Set(result.rows.filter(({ reason }) => reason !== null).map(({ id }) => id)))
    void remote.reload()
    void trainingClass.reload()
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
    <AppPage title="人员录入" wide footer={footer}>
      <Loaded remote={trainingClass}>{(item) => <Capacity item={item} />}</Loaded>
      <Tabs label="人员" value={tab} options={TABS} onChange={change} />
      <FilterBar
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
        end={<ExportButton endpoint={endpoints.classes.enrollments} params={{ classId }} query={query} />}
      />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <LoadedPages remote={remote} empty={<Nobody tab={tab} query={search.query} />}>
        {(people) => (
          <Records
            label="人员"
            items={people}
            idOf={({ traineeId }) => traineeId}
            nameOf={({ name }) => name}
            columns={tab === 'enrolled' ? [...COLUMNS, ENROLLED_COLUMN] : COLUMNS}
            renderCard={(person) => <PersonLine person={person} />}
            isSelectable={({ abilities }) => abilities[action]}
            selected={selected}
            onSelect={setSelected}
          />
        )}
      </LoadedPages>
      {asking && trainingClass.data && (
        <EnrollmentSheet
          action={action}
          trainingClass={trainingClass.data}
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
          { name: '计划', value: `${item.plannedNumber} 人，${left > 0 ? `还可以录入 ${left} 人` : '已满'}` },
        ]}
      />
    </Card>
  )
}

const COLUMNS: readonly Column<EnrollmentView>[] = [
  { title: '姓名', value: ({ name }) => name },
  { title: '性别', value: ({ sex }) => labelOf(SEXES, sex) },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '手机号', value: ({ phone }) => phone },
]
const ENROLLED_COLUMN: Column<EnrollmentView> = {
  title: '录入时间',
  isShort: true,
  value: ({ enrolledAt }) => enrolledAt && dayAndClock(enrolledAt),
}

function Nobody({ tab, query }: { readonly tab: EnrollmentTab; readonly query: string }) {
  if (query) return <Empty icon="search" title="没有找到" note={`没有和“${query}”相符的学员，换个词试试。`} />
  return tab === 'enrolled' ? (
    <Empty icon="person" title="还没有录入学员" note="到“未录入”里选择学员，录入这个培训班。" />
  ) : (
    <Empty
      icon="check"
      title="没有可以录入的学员"
      note="本单位已确认的学员都已经录入；新学员要先申请加入单位并得到确认。"
    />
  )
}
