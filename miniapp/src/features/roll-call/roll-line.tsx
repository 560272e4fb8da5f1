import {
  MARK_FLAG_LABELS,
  MARK_SOURCE_LABELS,
  MARK_STATE_LABELS,
  type MarkState,
  type MarkView,
  type RollRow,
} from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { StatusTag, type Tone } from '../../ui'
import { clock } from '../calendar'
import './roll.scss'

const TONES: Readonly<Record<MarkState, Tone>> = { present: 'good', late: 'warn', leave: 'info', absent: 'bad' }

export const NOT_ENROLLED = '已取消录入，不计入应到人数'

/** One trainee on the roll: who it is, the mark with time and source, and what is doubtful about it. */
export function RollLine({ row }: { readonly row: RollRow }) {
  const { mark } = row
  return (
    <>
      <View className="roll-line">
        <View className="ui-list-main">
          <Text className="ui-strong">{row.name}</Text>
          <Text className="ui-list-note">
            {[row.maskedPhone ?? '手机号未填', row.qualification].filter(Boolean).join(' · ')}
          </Text>
        </View>
        <MarkTag mark={mark} />
      </View>
      {mark && <Text className="ui-list-note">{markInWords(mark)}</Text>}
      {!row.isEnrolled && <Text className="ui-list-note">{NOT_ENROLLED}</Text>}
      {mark && <MarkFlags mark={mark} />}
    </>
  )
}

/** What is doubtful about a mark. */
export function MarkFlags({ mark: { flags } }: { readonly mark: MarkView }) {
  if (flags.length === 0) return null
  return (
    <View className="roll-flags">
      {flags.map((flag) => (
        <StatusTag key={flag} tone="warn">
          {MARK_FLAG_LABELS[flag]}
        </StatusTag>
      ))}
    </View>
  )
}

export function MarkTag({ mark }: { readonly mark: MarkView | null }) {
  if (!mark) return <StatusTag tone="neutral">未登记</StatusTag>
  if (mark.decision === 'pending') return <StatusTag tone="warn">等您决定</StatusTag>
  return <StatusTag tone={TONES[mark.state]}>{MARK_STATE_LABELS[mark.state]}</StatusTag>
}

/** `扫码 08:31:05`, with the reason of a correction. */
export function markInWords(mark: MarkView): string {
  const scanned = `${MARK_SOURCE_LABELS[mark.source]} ${clock(mark.markedAt, true)}`
  return mark.reason ? `${scanned}，原因：${mark.reason}` : scanned
}
