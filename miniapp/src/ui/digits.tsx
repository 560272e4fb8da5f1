import { Text, View } from '@tarojs/components'
import { a11y } from './a11y'

/** Digits to be read across a room, three and three; a screen reader says them one by one. */
export function Digits({ value, label }: { readonly value: string; readonly label: string }) {
  const groups = value.match(/.{1,3}/g) ?? []
  return (
    <View className="ui-digits" {...a11y({ role: 'text', label: `${label} ${[...value].join(' ')}` })}>
      <Text {...a11y({ hidden: true })}>{groups.join(' ')}</Text>
    </View>
  )
}
