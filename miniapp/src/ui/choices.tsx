import { Text, View } from '@tarojs/components'
import { a11y } from './a11y'
import { classNames } from './class-names'
import { Pressable } from './primitives/pressable'
import type { Option } from './primitives/props'

type ChoicesProps<V extends string> = {
  readonly label: string
  readonly value: V | null
  readonly options: readonly Option<V>[]
  readonly onChange: (value: V) => void
}

/** A few answers side by side, of which one holds. */
export function Choices<V extends string>({ label, value, options, onChange }: ChoicesProps<V>) {
  return (
    <View className="ui-choices" {...a11y({ role: 'radiogroup', label })}>
      {options.map((option) => (
        <Pressable
          key={option.value}
          className={classNames('ui-choice', option.value === value && 'is-chosen')}
          role="radio"
          checked={option.value === value}
          onPress={() => onChange(option.value)}
        >
          <Text>{option.label}</Text>
        </Pressable>
      ))}
    </View>
  )
}
