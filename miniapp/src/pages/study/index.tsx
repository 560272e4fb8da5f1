import { Text, View } from '@tarojs/components'

export default function StudyPage() {
  return (
    <View aria-label="x">
      <Text>study</Text>
    </View>
  )
}
