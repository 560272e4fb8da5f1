import { Text, View } from '@tarojs/components'

export default function MePage() {
  return (
    <View aria-label="x">
      <Text>me</Text>
    </View>
  )
}
