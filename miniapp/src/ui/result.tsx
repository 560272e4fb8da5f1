import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'
import { Card } from './card'
import { Icon, type IconName } from './icon'
import { Heading } from './primitives/heading'

export type ResultOutcome = 'success' | 'failure' | 'waiting'

const MARKS: Record<ResultOutcome, { icon: IconName; className: string }> = {
  success: { icon: 'check', className: 'ui-result-mark' },
  failure: { icon: 'cross', className: 'ui-result-mark ui-result-mark-bad' },
  waiting: { icon: 'clock', className: 'ui-result-mark ui-result-mark-waiting' },
}

export type Fact = { readonly name: string; readonly value: ReactNode }

type ResultProps = {
  readonly outcome: ResultOutcome
  readonly title: string
  readonly note?: string
  readonly facts?: readonly Fact[]
  readonly children?: ReactNode
}

/** The whole page says how an action ended: what was written, or why not and what to do. */
export function Result({ outcome, title, note, facts = [], children }: ResultProps) {
  const mark = MARKS[outcome]
  return (
    <>
      <View className="ui-result" {...a11y({ role: outcome === 'failure' ? 'alert' : 'status' })}>
        <View className={mark.className}>
          <Icon name={mark.icon} />
        </View>
        <Heading level={1} className="ui-heading-display">
          {title}
        </Heading>
        {note && <Text>{note}</Text>}
      </View>
      {facts.length > 0 && (
        <Card>
          <Facts facts={facts} />
        </Card>
      )}
      {children && <View className="ui-stack">{children}</View>}
    </>
  )
}

/** Names and values, one a line. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <View className="ui-facts">
      {facts.map((fact) => (
        <View key={fact.name} className="ui-fact">
          <Text className="ui-fact-name">{fact.name}</Text>
          <View className="ui-fact-value">{fact.value}</View>
        </View>
      ))}
    </View>
  )
}
