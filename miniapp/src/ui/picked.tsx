import { Text, View } from '@tarojs/components'
import { Button } from './button'

type PickedProps = {
  readonly name: string
  /** What was picked: `学员`. */
  readonly what: string
  /** Left out: it stays as it is. */
  readonly onRepick?: () => void
}

/** What was found and picked, in the place of the search for it. */
export function Picked({ name, what, onRepick }: PickedProps) {
  return (
    <View className="ui-row">
      <Text className="ui-strong ui-list-main">{name}</Text>
      {onRepick && (
        <Button kind="secondary" small label={`另选${what}`} onPress={onRepick}>
          另选
        </Button>
      )}
    </View>
  )
}
