import { Text, View } from '@tarojs/components'
import { a11y } from './a11y'
import { classNames } from './class-names'

/** Where one is on a way of a few steps. */
export function Steps({ steps, current }: { readonly steps: readonly string[]; readonly current: number }) {
  return (
    <View
      className="ui-steps"
      {...a11y({ role: 'img', label: `第 ${current + 1} 步，共 ${steps.length} 步：${steps[current] ?? ''}` })}
    >
      {steps.map((step, index) => (
        <View key={step} className={classNames('ui-step', index <= current && 'is-reached')}>
          <Text className="ui-step-number">{index + 1}</Text>
          <Text className="ui-step-name">{step}</Text>
        </View>
      ))}
    </View>
  )
}
