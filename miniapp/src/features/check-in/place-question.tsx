import { LOCATION_NOTICE } from '@jijiao/shared/my-data'
import { Text, View } from '@tarojs/components'
import { Button, Heading } from '../../ui'
import { agreeToPlace } from './place-consent'
import { WITHOUT_PLACE } from './place-words'

/** Asked once, before the position is read for the first time. */
export function PlaceQuestion({ onAnswered }: { readonly onAnswered: (agrees: boolean) => void }) {
  const agree = () => {
    agreeToPlace()
    onAnswered(true)
  }
  return (
    <View className="ui-stack">
      <Heading>可以读取您的位置吗？</Heading>
      <Text>{LOCATION_NOTICE.text}</Text>
      <Text className="ui-soft">{WITHOUT_PLACE}</Text>
      <Button onPress={agree}>同意，核对位置</Button>
      <Button kind="secondary" onPress={() => onAnswered(false)}>
        不同意
      </Button>
    </View>
  )
}
