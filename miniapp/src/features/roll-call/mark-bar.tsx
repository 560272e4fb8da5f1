import { MARK_STATE_LABELS, MARK_STATES, type MarkState } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { Button } from '../../ui'

type MarkBarProps = { readonly count: number; readonly onChoose: (state: MarkState) => void }

/** What those selected can be marked as. */
export function MarkBar({ count, onChoose }: MarkBarProps) {
  return (
    <View className="mark-bar">
      <Text className="ui-soft">{`已选 ${count} 人，登记为：`}</Text>
      <View className="mark-bar-states">
        {MARK_STATES.map((state) => (
          <Button
            key={state}
            kind={state === 'present' ? 'primary' : 'secondary'}
            small
            label={`把选中的 ${count} 人登记为${MARK_STATE_LABELS[state]}`}
            onPress={() => onChoose(state)}
          >
            {MARK_STATE_LABELS[state]}
          </Button>
        ))}
      </View>
    </View>
  )
}
