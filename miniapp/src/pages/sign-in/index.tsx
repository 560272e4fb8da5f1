import { Text, View } from '@tarojs/components'

export default function SignInPage() {
  return (
    <View aria-label="x">
      <Text>sign-in</Text>
    </View>
  )
}
