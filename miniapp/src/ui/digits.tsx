import { Text, View } from '@tarojs/components'
import { a11y } from './a11y'

type DigitsProps = { readonly value: string; readonly label: string; readonly groupSize?: number }

/** Digits or letters to be read across a room, in groups; a screen reader says them one by one. */
export function Digits({ value, label, groupSize = 3 }: DigitsProps) {
  const groups = value.match(new RegExp(`.{1,${groupSize}}`, 'g')) ?? []
  return (
    <View className="ui-digits" {...a11y({ role: 'text', label: `${label} ${[...value].join(' ')}` })}>
      <Text {...a11y({ hidden: true })}>{groups.join(' ')}</Text>
    </View>
  )
}
