import { endpoints } from '@jijiao/shared/api'
import {
  COURSE_CATEGORIES,
  COURSE_CATEGORY_LABELS,
  type CourseCategory,
  formatCreditHours,
} from '@jijiao/shared/classes'
import { labelOf, SEXES } from '@jijiao/shared/codes'
import {
  type StandingLine,
  YEAR_OUTLOOK_LABELS,
  YEAR_OUTLOOKS,
  type YearOutlook,
  type YearSummaryView,
} from '@jijiao/shared/years'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { usePolling } from '../../platform/use-visible'
import {
  BatchBar,
  Button,
  type Column,
  Empty,
  FilterBar,
  FormError,
  Records,
  SelectField,
  SortField,
  Tabs,
  toast,
} from '../../ui'
import { dayAndClock } from '../calendar'
import { FilterSelect } from '../code-fields'
import { OutcomeSummary, type Outcomes, useAction, useOutcomes } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, Loaded, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { RemindAllOutcome, RemindAllSheet, RemindChosenSheet } from './reminders'
import { StatCard } from './stat-card'
import { OutlookTag, shortInWords, thisYear, YEARS } from './words'

const TABS: readonly { readonly value: YearOutlook | 'all'; readonly label: string }[] = [
  { value: 'willMiss', label: YEAR_OUTLOOK_LABELS.willMiss },
  { value: 'all', label: '全部' },
  ...YEAR_OUTLOOKS.filter((value) => value !== 'willMiss').map((value) => ({
    value,
    label: YEAR_OUTLOOK_LABELS[value],
  })),
]
const CATEGORIES = COURSE_CATEGORIES.map((value) => ({ value, label: COURSE_CATEGORY_LABELS[value] }))

type StandingsProps = {
  readonly year: string | undefined
  /** Whose people, for an authority; left out: the own unit's. */
  readonly organizationId: string | undefined
  /** Of the reminding that was asked for before, to see what became of it. */
  readonly jobId: string | undefined
}

/** 年度学时: who will miss the year comes first, with where the hours are short. */
export function Standings({ year: given, organizationId, jobId: givenJobId }: StandingsProps) {
  const search = useSearch()
  const [year, setYear] = useState(given ?? thisYear)
  const [outlook, setOutlook] = useState<YearOutlook | 'all'>('willMiss')
  const [shortIn, setShortIn] = useState('')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<'chosen' | 'all' | null>(null)
  const [jobId, setJobId] = useState(givenJobId ?? null)
  const { outcomes, settle, dismiss } = useOutcomes()
  const params = { year: Number(year) }
  const summary = useRemote(`year-summary:${year}:${organizationId}`, () =>
    api.years.summary({ params, query: { organizationId } }),
  )
  const listed = {
    outlook: outlook === 'all' ? undefined : outlook,
    shortIn: shortIn ? (shortIn as CourseCategory) : undefined,
    q: search.query,
  }
  const order = useSorting<'name' | 'counted' | 'short'>('name')
  const query = { organizationId, ...listed, sort: order.sort }
  // The numbers may have to be counted first: the list is asked for when they are there, and again when they are new.
  const counted = summary.data && `${summary.data.countedAt}`
  const key = `standings:${year}:${organizationId}:${outlook}:${shortIn}:${search.query}:${counted}:${order.sort}`
  const remote = useRemotePages(counted ? key : null, (cursor) =>
    api.years.standings({ params, query: { ...query, cursor } }),
  )
  usePolling(summary.reload, COUNTING_MS, summary.data?.isCounting ?? false)
  const mayRemind = summary.data?.abilities.remind ?? false
  const chosen = (remote.data ?? []).filter(({ traineeId }) => selected.has(traineeId))
  const remindedChosen = (result: Outcomes) => {
    setAsked(null)
    setSelected(new Set())
    settle(result)
    void remote.reload()
  }
  const footer = chosen.length > 0 && (
    <BatchBar count={chosen.length}>
      <Button small icon="bell" onPress={() => setAsked('chosen')}>
        提醒
      </Button>
    </BatchBar>
  )
  return (
    <AppPage title="年度学时" wide footer={footer || undefined}>
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
        filters={
          <>
            <SelectField label="年度" value={year} options={YEARS} onChange={setYear} />
            <FilterSelect label="缺哪一类学时" all="不限" value={shortIn} options={CATEGORIES} onChange={setShortIn} />
          </>
        }
        activeCount={(year === thisYear ? 0 : 1) + (shortIn ? 1 : 0)}
        end={<ExportButton endpoint={endpoints.years.standings} params={params} query={query} />}
      />
      <Loaded remote={summary}>{(data) => <Summary summary={data} onRecounted={summary.reload} />}</Loaded>
      {jobId && (
        <RemindAllOutcome jobId={jobId} onEnded={() => void remote.reload()} onDismiss={() => setJobId(null)} />
      )}
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <Tabs label="年度情况" value={outlook} options={TABS} onChange={setOutlook} />
      {mayRemind && (outlook === 'willMiss' || outlook === 'all') && (
        <Button kind="secondary" small icon="bell" onPress={() => setAsked('all')}>
          提醒全部不达标的人
        </Button>
      )}
      {(summary.data || !summary.error) && (
        <LoadedPages remote={remote} empty={<Nobody outlook={outlook} />}>
          {(people) => (
            <Records
              label="年度学时"
              items={people}
              idOf={({ traineeId }) => traineeId}
              nameOf={({ name }) => name}
              {...order.table}
              columns={COLUMNS}
              renderCard={(line) => <StandingCard line={line} />}
              onOpen={({ traineeId }) => open('traineeYear', { traineeId, year })}
              {...(mayRemind && { selected, onSelect: setSelected })}
              isSelectable={({ abilities }) => abilities.remind}
            />
          )}
        </LoadedPages>
      )}
      {asked === 'chosen' && (
        <RemindChosenSheet
          year={params.year}
          people={chosen}
          onDone={remindedChosen}
          onDismiss={() => setAsked(null)}
        />
      )}
      {asked === 'all' && (
        <RemindAllSheet
          year={params.year}
          listed={listed}
          onStarted={(started) => {
            setAsked(null)
            setJobId(started)
          }}
          onDismiss={() => setAsked(null)}
        />
      )}
    </AppPage>
  )
}

const COUNTING_MS = 3000

type SummaryProps = { readonly summary: YearSummaryView; readonly onRecounted: () => Promise<void> }

function Summary({ summary, onRecounted }: SummaryProps) {
  const action = useAction()
  const { year, unit, countedAt, isCounting, abilities } = summary
  const recount = () =>
    void action.run(year, async () => {
      await api.years.recount({ params: { year } })
      toast('正在重新统计，稍后刷新查看')
      await onRecounted()
    })
  return (
    <StatCard title={`${unit.name}，${year} 年`} summary={summary}>
      <View className="ui-row">
        <Text className="ui-soft ui-list-main">
          {isCounting ? '正在统计，数字还会变化' : countedAt ? `${dayAndClock(countedAt)} 统计` : '还没有统计'}
        </Text>
        {abilities.recount && (
          <Button kind="secondary" small pending={action.isPending} onPress={recount}>
            重新统计
          </Button>
        )}
      </View>
      <FormError message={action.message} />
    </StatCard>
  )
}

const COLUMNS: readonly Column<StandingLine>[] = [
  { title: '姓名', sortBy: 'name', isShort: true, value: ({ name }) => name },
  { title: '性别', value: ({ sex }) => labelOf(SEXES, sex) },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '手机号', value: ({ phone }) => phone },
  { title: '应修学时', isNumber: true, value: ({ needTenths }) => formatCreditHours(needTenths) },
  {
    title: '已修学时',
    sortBy: 'counted',
    isNumber: true,
    value: ({ countedTenths }) => formatCreditHours(countedTenths),
  },
  { title: '待认定', isNumber: true, value: ({ pendingTenths }) => formatCreditHours(pendingTenths) },
  { title: '还差学时', sortBy: 'short', isLong: true, value: shortInWords },
  { title: '年度情况', value: ({ outlook }) => <OutlookTag outlook={outlook} /> },
  { title: '最近提醒', isShort: true, value: ({ remindedAt }) => remindedAt && dayAndClock(remindedAt) },
]

function StandingCard({ line }: { readonly line: StandingLine }) {
  const hours = `已修 ${formatCreditHours(line.countedTenths)}/${formatCreditHours(line.needTenths)} 学时`
  const pending = line.pendingTenths > 0 ? `，待认定 ${formatCreditHours(line.pendingTenths)}` : ''
  const short = shortInWords(line)
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{line.name}</Text>
        <OutlookTag outlook={line.outlook} />
      </View>
      <Text className="ui-list-note">{hours + pending}</Text>
      {short && <Text className="ui-list-note">{short}</Text>}
      {line.remindedAt && <Text className="ui-list-note">{`${dayAndClock(line.remindedAt)} 已提醒`}</Text>}
    </>
  )
}

function Nobody({ outlook }: { readonly outlook: YearOutlook | 'all' }) {
  if (outlook === 'willMiss') return <Empty icon="check" title="没有人会不达标" note="按现在的学时，大家都能达标。" />
  return <Empty icon="people" title="没有这样的学员" note="换个筛选条件试试。" />
}
