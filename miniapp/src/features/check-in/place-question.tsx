import { LOCATION_NOTICE } from '@jijiao/shared/my-data'
import { Text, View } from '@tarojs/components'
import { Button, Heading } from '../../ui'
import { agreeToPlace } from './place-consent'
import { WITHOUT_PLACE } from './place-words'

/** Asked once, before the position is read for the first time. Either answer leads on to the check-in. */
export function PlaceQuestion({ onAnswered }: { readonly onAnswered: () => void }) {
  const agree = () => {
    agreeToPlace()
    onAnswered()
  }
  return (
    <View className="ui-stack">
      <Heading>签到时可以读取您的位置吗？</Heading>
      <Text>{LOCATION_NOTICE.text}</Text>
      <Text className="ui-soft">{WITHOUT_PLACE}</Text>
      <Button onPress={agree}>同意，继续签到</Button>
      <Button kind="secondary" onPress={onAnswered}>
        不同意，直接签到
      </Button>
    </View>
  )
}
