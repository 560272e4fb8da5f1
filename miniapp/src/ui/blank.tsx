import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'
import { Button } from './button'
import { Icon, type IconName } from './icon'
import { Heading } from './primitives/heading'

type BlankProps = {
  readonly icon?: IconName
  readonly title: string
  readonly note?: string
  /** What a person can do about it. */
  readonly children?: ReactNode
}

/** Nothing here yet: why, and what to do. */
export function Empty({ icon = 'list', title, note, children }: BlankProps) {
  return (
    <View className="ui-blank">
      <View className="ui-blank-mark">
        <Icon name={icon} />
      </View>
      <Heading>{title}</Heading>
      {note && <Text className="ui-soft">{note}</Text>}
      {children && <View className="ui-blank-actions">{children}</View>}
    </View>
  )
}

type ErrorStateProps = {
  readonly title?: string
  readonly icon?: IconName
  readonly message: string
  /** Only where trying again can help. */
  readonly onRetry?: () => void
  /** Another way on. */
  readonly children?: ReactNode
}

/** What was asked for could not be had. */
export function ErrorState({ title = '没有加载成功', icon = 'alert', message, onRetry, children }: ErrorStateProps) {
  return (
    <View className="ui-blank" {...a11y({ role: 'alert' })}>
      <View className="ui-blank-mark ui-blank-mark-bad">
        <Icon name={icon} />
      </View>
      <Heading>{title}</Heading>
      <Text className="ui-soft">{message}</Text>
      {(onRetry || children) && (
        <View className="ui-blank-actions">
          {onRetry && (
            <Button kind="secondary" onPress={onRetry}>
              重新加载
            </Button>
          )}
          {children}
        </View>
      )}
    </View>
  )
}

/** Grey lines while a list loads. */
export function Skeleton({ rows = 3 }: { readonly rows?: number }) {
  return (
    <View className="ui-stack" {...a11y({ role: 'status', label: '正在加载' })}>
      {Array.from({ length: rows }, (_, row) => (
        <View key={row} className="ui-card ui-stack">
          <View className="ui-skeleton" style={{ width: '55%' }} />
          <View className="ui-skeleton" style={{ width: '85%' }} />
        </View>
      ))}
    </View>
  )
}
