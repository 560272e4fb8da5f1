import { endpoints } from '@jijiao/shared/api'
import {
  type CertificateRow,
  formatCertificateNumber,
  RECOUNT_OUTCOME_LABELS,
  type Recounted,
  YEAR_VERDICT_LABELS,
} from '@jijiao/shared/certificates'
import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { labelOf, QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import {
  BatchBar,
  Button,
  Card,
  type Column,
  Empty,
  FilterBar,
  FormError,
  Records,
  SelectField,
  SortField,
  StatusTag,
  Tabs,
} from '../../ui'
import { today, yearOptions } from '../calendar'
import { OutcomeSummary, outcomesOf, useAction, useOutcomes } from '../decisions'
import { type Difference, Differences } from '../review-trail'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { usePrinting } from './use-printing'
import { certificateIn, countInWords, hoursOf } from './words'

const YEARS = yearOptions()
type CertificateListKind = 'certificates' | 'trainees'
const LISTS = [
  { value: 'certificates', label: '已发的证书' },
  { value: 'trainees', label: '全部学员' },
] as const satisfies readonly { value: CertificateListKind; label: string }[]

/** 证书管理: who has passed a year, and the certificates of those who have. */
export function CertificateList() {
  const search = useSearch()
  const [year, setYear] = useState(today().slice(0, 4))
  const isUnit = useSession(({ session }) => session?.actingAs?.kind === 'unit')
  const mayRecount = useSession(({ session }) => session?.actingAs?.grants.includes('operate') ?? false) && isUnit
  const [of, setOf] = useState<CertificateListKind>('certificates')
  const order = useSorting<'name'>('name')
  const query = { year: Number(year), q: search.query, sort: order.sort, ...(isUnit ? {} : { of }) }
  const remote = useRemotePages(`certificates:${year}:${of}:${search.query}:${order.sort}`, (cursor) =>
    api.certificates.list({ query: { ...query, cursor } }),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [recounted, setRecounted] = useState<readonly Recounted[]>([])
  const { outcomes, settle, dismiss } = useOutcomes()
  const action = useAction()
  const printing = usePrinting()

  const rows = remote.data ?? []
  const chosen = rows.filter((row) => selected.has(rowId(row)))
  const toIssue = chosen.filter(({ abilities }) => abilities.issue)
  const toRecount = chosen.filter(({ abilities }) => abilities.recount)
  const toPrint = chosen.flatMap(({ certificate }) => (certificate?.abilities.print ? [certificate.id] : []))
  const nameOf = (traineeId: string) => rows.find((row) => row.traineeId === traineeId)?.name

  const show = (next: CertificateListKind) => {
    setOf(next)
    setSelected(new Set())
  }

  const issue = () => {
    const body = { year: Number(year), traineeIds: toIssue.map(({ traineeId }) => traineeId) }
    void action.run(body, async (idempotencyKey) => {
      const { results } = await api.certificates.issue({ body }, { idempotencyKey })
      settle(outcomesOf('已生成证书', results, nameOf))
      setSelected(new Set())
      await remote.reload()
    })
  }

  const recount = () => {
    const body = { year: Number(year), traineeIds: toRecount.map(({ traineeId }) => traineeId) }
    void action.run(['recount', body], async (idempotencyKey) => {
      const { data, refused } = await api.certificates.recount({ body }, { idempotencyKey })
      setRecounted(data)
      // What has changed stands above the list.
      if (data.length > 0) scrollToTop()
      settle({
        verb: '已重新统计',
        rows: [
          ...data.map(({ traineeId }) => ({ id: traineeId, name: nameOf(traineeId) ?? '', reason: null })),
          ...refused.map(({ traineeId, problem }) => ({
            id: traineeId,
            name: nameOf(traineeId) ?? '',
            reason: problem.title,
          })),
        ],
      })
      setSelected(new Set())
      await remote.reload()
    })
  }

  const footer = chosen.length > 0 && (
    <BatchBar count={chosen.length}>
      {toPrint.length > 0 && (
        <Button small kind="secondary" pending={printing.isPending} onPress={() => printing.print(toPrint)}>
          打印
        </Button>
      )}
      {toRecount.length > 0 && (
        <Button small kind="secondary" pending={action.isPending} onPress={recount}>
          重新统计
        </Button>
      )}
      {toIssue.length > 0 && (
        <Button small pending={action.isPending} onPress={issue}>
          生成证书
        </Button>
      )}
    </BatchBar>
  )
  return (
    <AppPage title="证书管理" wide footer={footer || undefined}>
      {!isUnit && <Tabs label="证书" value={of} options={LISTS} onChange={show} />}
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
        filters={
          <SelectField
            label="年度"
            value={year}
            options={YEARS}
            onChange={(next) => {
              setYear(next)
              setSelected(new Set())
            }}
          />
        }
        activeCount={year === today().slice(0, 4) ? 0 : 1}
        end={
          <>
            {mayRecount && (
              <Button kind="secondary" small onPress={() => open('certificateRecount', { year })}>
                全年重新统计
              </Button>
            )}
            <ExportButton endpoint={endpoints.certificates.list} query={query} />
          </>
        }
      />
      <FormError message={action.message ?? printing.message} />
      <OutcomeSummary outcomes={outcomes} onDismiss={dismiss} />
      <Recounts recounted={recounted} nameOf={nameOf} onDismiss={() => setRecounted([])} />
      <LoadedPages
        remote={remote}
        empty={<Nothing isFiltered={search.query !== ''} isOfCertificates={!isUnit && of === 'certificates'} />}
      >
        {(items) => (
          <Records
            label="证书"
            items={items}
            idOf={rowId}
            nameOf={({ name }) => name}
            {...order.table}
            columns={isUnit ? COLUMNS : [...COLUMNS, UNIT_COLUMN]}
            renderCard={(row) => <RowCard row={row} />}
            actionsOf={({ certificate }) =>
              certificate
                ? [{ text: '查看证书', onPress: () => open('certificate', { certificateId: certificate.id }) }]
                : []
            }
            selected={selected}
            onSelect={setSelected}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

type NothingProps = { readonly isFiltered: boolean; readonly isOfCertificates: boolean }

function Nothing({ isFiltered, isOfCertificates }: NothingProps) {
  if (isFiltered) return <Empty icon="search" title="没有找到" note="没有符合条件的，换个年度或换个词试试。" />
  return isOfCertificates ? (
    <Empty icon="certificate" title="这一年还没有发出证书" note="单位给通过年度验证的学员生成证书后，会显示在这里。" />
  ) : (
    <Empty icon="people" title="还没有学员" note="学员和单位绑定以后，会显示在这里。" />
  )
}

/** A trainee may have several rows where an authority reads: one for each certificate. */
const rowId = ({ traineeId, certificate }: CertificateRow) => certificate?.id ?? traineeId

type RecountsProps = {
  readonly recounted: readonly Recounted[]
  readonly nameOf: (traineeId: string) => string | undefined
  readonly onDismiss: () => void
}

/** What counting again has changed, old beside new. */
function Recounts({ recounted, nameOf, onDismiss }: RecountsProps) {
  if (recounted.length === 0) return null
  const differences: readonly Difference[] = recounted.map(({ traineeId, before, after, outcome }) => ({
    name: `${nameOf(traineeId) ?? ''}（${RECOUNT_OUTCOME_LABELS[outcome]}）`,
    before: before && countInWords(before),
    after: countInWords(after),
  }))
  return (
    <Card title="重新统计的结果">
      <View className="ui-stack">
        <Differences title="统计前后" differences={differences} />
        <Button kind="secondary" small onPress={onDismiss}>
          知道了
        </Button>
      </View>
    </Card>
  )
}

const COLUMNS: readonly Column<CertificateRow>[] = [
  { title: '姓名', sortBy: 'name', isShort: true, value: ({ name }) => name },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '职称系列', value: ({ series }) => series.map((code) => labelOf(QUALIFICATION_SERIES, code)).join('、') },
  ...COURSE_CATEGORIES.map((category) => ({
    title: COURSE_CATEGORY_LABELS[category],
    isNumber: true,
    value: (row: CertificateRow) => hoursOf(row, category),
  })),
  { title: '合计', isNumber: true, value: ({ totalTenths }) => formatCreditHours(totalTenths) },
  {
    title: '年度验证',
    value: ({ verdict }) => (
      <StatusTag tone={verdict === 'passed' ? 'good' : 'bad'}>{YEAR_VERDICT_LABELS[verdict]}</StatusTag>
    ),
  },
  { title: '证书编号', value: ({ certificate }) => certificate && formatCertificateNumber(certificate.number) },
  { title: '证书', value: (row) => <CertificateTag row={row} /> },
]
const UNIT_COLUMN: Column<CertificateRow> = { title: '单位', value: ({ unit }) => unit.name }

function CertificateTag({ row }: { readonly row: CertificateRow }) {
  const { tone, text } = certificateIn(row)
  return <StatusTag tone={tone}>{text}</StatusTag>
}

function RowCard({ row }: { readonly row: CertificateRow }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{row.name}</Text>
        <CertificateTag row={row} />
      </View>
      <Text className="ui-list-note">{countInWords(row)}</Text>
      {row.certificate && <Text className="ui-list-note">{formatCertificateNumber(row.certificate.number)}</Text>}
    </>
  )
}
