import { Text, View } from '@tarojs/components'
import { Button, Card } from '../../ui'
import { useDisplay } from './store'
import './size-offer.scss'

/** On the first start: which size the person reads well. One tap answers, and 我的 can change it at any time. */
export function SizeOffer() {
  const { hasChosenSize, setElder } = useDisplay()
  if (hasChosenSize) return null
  return (
    <Card title="文字要不要大一些？">
      <View className="ui-stack">
        <Text className="size-offer-sample">大字版的文字是这样大</Text>
        <View className="size-offer-answers">
          <Button onPress={() => setElder(true)}>用大字版</Button>
          <Button kind="secondary" onPress={() => setElder(false)}>
            现在这样就好
          </Button>
        </View>
        <Text className="ui-soft">以后可以在“我的”里更改</Text>
      </View>
    </Card>
  )
}
