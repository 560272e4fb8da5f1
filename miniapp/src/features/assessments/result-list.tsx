import { endpoints } from '@jijiao/shared/api'
import { RESULT_FILTER_LABELS, RESULT_FILTERS, type ResultFilter, type ResultView } from '@jijiao/shared/assessments'
import { ASSESSMENT_RESULTS, labelOf, SEXES } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import {
  BatchBar,
  Button,
  type Column,
  Empty,
  FilterBar,
  Records,
  SectionTitle,
  SortField,
  StatusTag,
  Tabs,
} from '../../ui'
import { daysText } from '../calendar'
import { useClass } from '../class-management'
import { OutcomeSummary, type Outcomes, useOutcomes } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { ResultSheet } from './result-sheet'

const TABS = RESULT_FILTERS.map((value) => ({ value, label: RESULT_FILTER_LABELS[value] }))

/** 成绩录入: the trainees of a class with their results; one is entered or corrected, or the same for many. */
export function ResultList({ classId }: { readonly classId: string }) {
  const search = useSearch()
  const [show, setShow] = useState<ResultFilter>('all')
  const trainingClass = useClass(classId)
  const order = useSorting<'name'>('name')
  const query = { show, q: search.query, sort: order.sort }
  const remote = useRemotePages(`results:${classId}:${show}:${search.query}:${order.sort}`, (cursor) =>
    api.assessments.list({ params: { classId }, query: { ...query, cursor } }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [entering, setEntering] = useState<readonly ResultView[] | null>(null)
  const { outcomes, settle, dismiss } = useOutcomes()

  const rows = remote.data ?? []
  const chosen = rows.filter(({ traineeId, abilities }) => selected.has(traineeId) && abilities.enter)
  const mayEnter = rows.some(({ abilities }) => abilities.enter)

  function filter(next: ResultFilter): void {
    setShow(next)
    setSelected(new Set())
  }

  function entered(result: Outcomes): void {
    setEntering(null)
    settle(result)
    setSelected(new Set(result.rows.filter(({ reason }) => reason !== null).map(({ id }) => id)))
    void remote.reload()
    void trainingClass.reload()
  }

  const footer = chosen.length > 0 && (
    <BatchBar count={chosen.length}>
      <Button small onPress={() => setEntering(chosen)}>
        录入成绩
      </Button>
    </BatchBar>
  )
  return (
    <AppPage title="成绩录入" wide footer={footer || undefined}>
      {trainingClass.data && (
        <SectionTitle>
          {`${trainingClass.data.name}：已录入 ${trainingClass.data.assessedCount}/${trainingClass.data.enrolledCount} 人`}
        </SectionTitle>
      )}
      <Tabs label="成绩" value={show} options={TABS} onChange={filter} />
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
        end={<ExportButton endpoint={endpoints.assessments.list} params={{ classId }} query={query} />}
      />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <LoadedPages remote={remote} empty={<Nobody isFiltered={search.query !== '' || show !== 'all'} />}>
        {(results) => (
          <Records
            label="成绩"
            items={results}
            idOf={({ traineeId }) => traineeId}
            nameOf={({ name }) => name}
            {...order.table}
            columns={COLUMNS}
            renderCard={(row) => <ResultCard row={row} />}
            actionsOf={(row) =>
              row.abilities.enter ? [{ text: row.assessment ? '更正' : '录入', onPress: () => setEntering([row]) }] : []
            }
            {...(mayEnter ? { selected, onSelect: setSelected } : {})}
          />
        )}
      </LoadedPages>
      {entering && trainingClass.data && (
        <ResultSheet
          trainingClass={trainingClass.data}
          rows={entering}
          onEntered={entered}
          onDismiss={() => setEntering(null)}
        />
      )}
    </AppPage>
  )
}

const scoreOf = ({ assessment }: ResultView) =>
  assessment?.totalScoreTenths == null ? '' : String(assessment.totalScoreTenths / 10)

const subjectsOf = ({ assessment }: ResultView) =>
  (assessment?.subjectScores ?? []).map(({ subject, scoreTenths }) => `${subject} ${scoreTenths / 10}`).join('，')

const COLUMNS: readonly Column<ResultView>[] = [
  { title: '姓名', sortBy: 'name', isShort: true, value: ({ name }) => name },
  { title: '性别', value: ({ sex }) => labelOf(SEXES, sex) },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '考核结果', value: (row) => <ResultTag row={row} /> },
  { title: '总分', isNumber: true, value: scoreOf },
  { title: '科目分数', value: subjectsOf },
  {
    title: '学习时间',
    value: ({ assessment }) => assessment && daysText(assessment.startedOn, assessment.endedOn),
  },
  { title: '备注', value: ({ assessment }) => assessment?.remark },
]

function ResultTag({ row: { assessment } }: { readonly row: ResultView }) {
  if (!assessment) return <StatusTag tone="warn">未录入</StatusTag>
  const tone = assessment.result === 'passed' ? 'good' : 'bad'
  return <StatusTag tone={tone}>{labelOf(ASSESSMENT_RESULTS, assessment.result) ?? ''}</StatusTag>
}

function ResultCard({ row }: { readonly row: ResultView }) {
  const score = scoreOf(row)
  const facts = [score && `总分 ${score}`, subjectsOf(row), row.assessment?.remark].filter(Boolean).join(' · ')
  return (
    <View className="ui-row">
      <View className="ui-list-main">
        <Text className="ui-strong">{row.name}</Text>
        <Text className="ui-list-note">{`${labelOf(SEXES, row.sex) ?? ''} ${row.residentId}`}</Text>
        {facts && <Text className="ui-list-note">{facts}</Text>}
      </View>
      <ResultTag row={row} />
    </View>
  )
}

function Nobody({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <Empty icon="search" title="没有符合条件的学员" note="换个筛选条件或换个词试试。" />
  return <Empty icon="person" title="还没有录入学员" note="先在“人员录入”里把学员录入培训班，再录入成绩。" />
}
