import { Text, View } from '@tarojs/components'
import { Button } from './button'

type PagerProps = {
  /** The numbers of the first and the last row that are shown. */
  readonly from: number
  readonly to: number
  readonly isPending?: boolean
  readonly onPrevious?: () => void
  readonly onNext?: () => void
}

/** Turns the pages of a list that is too long to be drawn at once. */
export function Pager({ from, to, isPending = false, onPrevious, onNext }: PagerProps) {
  return (
    <View className="ui-pager">
      <Button kind="secondary" small disabled={!onPrevious || isPending} onPress={() => onPrevious?.()}>
        上一页
      </Button>
      <Text className="ui-soft">{`第 ${from}–${to} 条`}</Text>
      <Button kind="secondary" small disabled={!onNext} pending={isPending} onPress={() => onNext?.()}>
        下一页
      </Button>
    </View>
  )
}
