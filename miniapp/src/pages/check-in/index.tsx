import { Text, View } from '@tarojs/components'

export default function CheckInPage() {
  return (
    <View aria-label="x">
      <Text>check-in</Text>
    </View>
  )
}
