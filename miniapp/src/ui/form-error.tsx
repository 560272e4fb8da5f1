import { Text, View } from '@tarojs/components'
import { useIntoView } from '../platform/into-view'
import { a11y } from './a11y'

/** Why a form was not accepted, above its fields: one sentence, and the complaints that belong to no field. */
export function FormError({
  message,
  details = [],
}: {
  readonly message?: string
  readonly details?: readonly string[]
}) {
  const element = useIntoView(message)
  if (!message) return null
  return (
    <View ref={element} className="ui-summary" {...a11y({ role: 'alert' })}>
      <Text className="ui-summary-line">{message}</Text>
      {details.map((detail) => (
        <Text key={detail} className="ui-summary-line">
          {detail}
        </Text>
      ))}
    </View>
  )
}
