import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import { Heading } from './primitives/heading'
import { Pressable } from './primitives/pressable'

export function Card({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <View className="ui-card">
      {title && <Heading className="ui-card-title">{title}</Heading>}
      {children}
    </View>
  )
}

export function SectionTitle({ children }: { readonly children: ReactNode }) {
  return <Heading className="ui-section-title">{children}</Heading>
}

export function List({ children }: { readonly children: ReactNode }) {
  return <View className="ui-list">{children}</View>
}

export type ListItemProps = {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly icon?: IconName
  /** A value, a tag or a count at the end of the line. */
  readonly end?: ReactNode
  /** With it the line opens something and shows that it does. */
  readonly onPress?: () => void
}

export function ListItem({ title, note, icon, end, onPress }: ListItemProps) {
  const content = (
    <>
      {icon && (
        <View className="ui-list-icon">
          <Icon name={icon} />
        </View>
      )}
      <View className="ui-list-main">
        <View>{title}</View>
        {note && <View className="ui-list-note">{note}</View>}
      </View>
      {(end || onPress) && (
        <View className="ui-list-end">
          {typeof end === 'string' ? <Text>{end}</Text> : end}
          {onPress && <Icon name="chevron-right" />}
        </View>
      )}
    </>
  )
  return (
    <View className="ui-list-row">
      {onPress ? (
        <Pressable className="ui-list-item" onPress={onPress}>
          {content}
        </Pressable>
      ) : (
        <View className="ui-list-item">{content}</View>
      )}
    </View>
  )
}
