import { CLASS_OUTCOME_LABELS, type ClosingRow, earnsHours } from '@jijiao/shared/class-endings'
import { formatCreditHours } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelOf } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'
import { type Column, Records, StatusTag } from '../../ui'

/** What becomes of each trainee, with the reason where there are no hours. */
export function ClosingRows({ rows }: { readonly rows: readonly ClosingRow[] }) {
  return (
    <Records
      label="学员的学时"
      items={rows}
      idOf={({ traineeId }) => traineeId}
      nameOf={({ name }) => name}
      columns={COLUMNS}
      renderCard={(row) => <RowCard row={row} />}
    />
  )
}

const resultOf = ({ result }: ClosingRow) => labelOf(ASSESSMENT_RESULTS, result) ?? '未录入'
const shareOf = ({ sharePercent }: ClosingRow) => (sharePercent === null ? '' : `${sharePercent}%`)
const hoursOf = (row: ClosingRow) => (earnsHours(row.outcome) ? formatCreditHours(row.creditHourTenths) : '0')

const COLUMNS: readonly Column<ClosingRow>[] = [
  { title: '姓名', isShort: true, value: ({ name }) => name },
  { title: '考核结果', value: resultOf },
  { title: '出勤率', isNumber: true, value: shareOf },
  { title: '缺签退', isNumber: true, value: ({ lackingLeaving }) => lackingLeaving || '' },
  { title: '学时', isNumber: true, value: hoursOf },
  { title: '结班后', value: (row) => <OutcomeTag row={row} /> },
  { title: '说明', value: ({ explanation }) => explanation },
]

function OutcomeTag({ row: { outcome } }: { readonly row: ClosingRow }) {
  const tone = outcome === 'recognized' ? 'good' : outcome === 'submitted' ? 'warn' : 'bad'
  return <StatusTag tone={tone}>{CLASS_OUTCOME_LABELS[outcome]}</StatusTag>
}

function RowCard({ row }: { readonly row: ClosingRow }) {
  const share = shareOf(row)
  const facts = [
    resultOf(row),
    share && `出勤率 ${share}`,
    row.lackingLeaving > 0 && `缺签退 ${row.lackingLeaving} 次`,
    `${hoursOf(row)} 学时`,
  ]
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{row.name}</Text>
        <OutcomeTag row={row} />
      </View>
      <Text className="ui-list-note">{facts.filter(Boolean).join(' · ')}</Text>
      {row.explanation && <Text className="ui-list-note">{row.explanation}</Text>}
    </>
  )
}
