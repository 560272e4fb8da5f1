import { MARK_STATE_LABELS, type SessionCounts } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { a11y } from '../../ui'
import { arrivedOf } from './session-words'
import './counts.scss'

/** 已到 / 应到, large, for a glance across the room. */
function ArrivedCount({ counts }: { readonly counts: SessionCounts }) {
  const arrived = arrivedOf(counts)
  return (
    <View className="arrived" {...a11y({ role: 'status', label: `已到 ${arrived} 人，应到 ${counts.expected} 人` })}>
      <Text className="arrived-word">已到</Text>
      <Text className="arrived-number">{arrived}</Text>
      <Text className="arrived-word">{`/ 应到 ${counts.expected}`}</Text>
    </View>
  )
}

/** The arrived and, below, every other count. */
export function Counts({ counts }: { readonly counts: SessionCounts }) {
  return (
    <View className="counts">
      <ArrivedCount counts={counts} />
      <Text className="ui-soft">{countsInWords(counts)}</Text>
    </View>
  )
}

/** Every count in words; those that are nothing are left out. */
function countsInWords(counts: SessionCounts): string {
  const missing = counts.expected - arrivedOf(counts) - counts.leave - counts.absent - counts.pending
  const parts = [
    [MARK_STATE_LABELS.late, counts.late],
    [MARK_STATE_LABELS.leave, counts.leave],
    [MARK_STATE_LABELS.absent, counts.absent],
    ['等您决定', counts.pending],
    ['未登记', Math.max(0, missing)],
  ] as const
  return parts
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count}`)
    .join(' · ')
}
