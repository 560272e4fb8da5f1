import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { StatusTag, type Tone } from '../../ui'
import { dayAndClock } from '../calendar'
import './trail.scss'

/** One line of 审批流程, in words. */
export type TrailEntry = {
  /** `单位申报` */
  readonly step: string
  readonly organization: string
  readonly operator: string | null
  readonly at: string
  readonly result: string
  readonly tone: Tone
  readonly opinion: string | null
  /** What this step changed. */
  readonly details?: ReactNode
}

/** What became of something under review, step by step, the latest last. */
export function Trail({ entries }: { readonly entries: readonly TrailEntry[] }) {
  return (
    <View className="trail">
      {entries.map((entry) => (
        <View key={`${entry.at}${entry.step}${entry.result}`} className="trail-entry">
          <View className="ui-row">
            <Text className="ui-strong ui-list-main">{entry.step}</Text>
            <StatusTag tone={entry.tone}>{entry.result}</StatusTag>
          </View>
          <Text className="ui-list-note">
            {[entry.organization, entry.operator, dayAndClock(entry.at)].filter(Boolean).join(' · ')}
          </Text>
          {entry.opinion && <Text className="trail-opinion">{`意见：${entry.opinion}`}</Text>}
          {entry.details}
        </View>
      ))}
    </View>
  )
}
