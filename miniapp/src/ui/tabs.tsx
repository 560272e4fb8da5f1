import { Text, View } from '@tarojs/components'
import { a11y } from './a11y'
import { classNames } from './class-names'
import { Pressable } from './primitives/pressable'
import type { Option } from './primitives/props'

type TabsProps<V extends string> = {
  readonly label: string
  readonly value: V
  readonly options: readonly Option<V>[]
  readonly onChange: (value: V) => void
}

export function Tabs<V extends string>({ label, value, options, onChange }: TabsProps<V>) {
  return (
    <View className="ui-tabs" {...a11y({ role: 'tablist', label })}>
      {options.map((option) => (
        <Pressable
          key={option.value}
          className={classNames('ui-tab', option.value === value && 'is-selected')}
          role="tab"
          selected={option.value === value}
          onPress={() => onChange(option.value)}
        >
          <Text>{option.label}</Text>
        </Pressable>
      ))}
    </View>
  )
}
