import { Text, View } from '@tarojs/components'

export default function HomePage() {
  return (
    <View aria-label="x">
      <Text>home</Text>
    </View>
  )
}
