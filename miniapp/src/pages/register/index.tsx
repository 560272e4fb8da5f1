import { Text, View } from '@tarojs/components'

export default function RegisterPage() {
  return (
    <View aria-label="x">
      <Text>register</Text>
    </View>
  )
}
