import { Text, View } from '@tarojs/components'

export default function MessagesPage() {
  return (
    <View aria-label="x">
      <Text>messages</Text>
    </View>
  )
}
