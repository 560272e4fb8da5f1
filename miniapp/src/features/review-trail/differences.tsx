import { Text, View } from '@tarojs/components'
import './differences.scss'

/** One value before and after, in words; `null`: there was none, or there is none any more. */
export type Difference = { readonly name: string; readonly before: string | null; readonly after: string | null }

/** What changed, with the old value beside the new one; not by colour alone. */
export function Differences({
  title,
  differences,
}: {
  readonly title: string
  readonly differences: readonly Difference[]
}) {
  if (differences.length === 0) return null
  return (
    <View className="differences">
      <Text className="ui-strong">{title}</Text>
      {differences.map(({ name, before, after }, index) => (
        <View key={`${index}${name}`} className="difference">
          <Text className="difference-name">{name}</Text>
          <View className="ui-list-main">
            {before !== null && <Text className="difference-before">{`原：${before}`}</Text>}
            <Text className="difference-after">{after === null ? '已删去' : `现：${after}`}</Text>
          </View>
        </View>
      ))}
    </View>
  )
}
