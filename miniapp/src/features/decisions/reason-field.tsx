import { Text, View } from '@tarojs/components'
import { classNames, Pressable, TextField } from '../../ui'
import './reason-field.scss'

type ReasonFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The usual reasons: one tap fills the field, which stays open to change. */
  readonly ready: readonly string[]
  readonly maxLength: number
  readonly error?: string
  readonly optional?: boolean
}

export function ReasonField({ label, value, onChange, ready, maxLength, error, optional }: ReasonFieldProps) {
  return (
    <View className="ui-stack">
      <View className="reason-choices">
        {ready.map((reason) => (
          <Pressable
            key={reason}
            className={classNames('reason-choice', value === reason && 'is-chosen')}
            role="radio"
            checked={value === reason}
            onPress={() => onChange(reason)}
          >
            <Text>{reason}</Text>
          </Pressable>
        ))}
      </View>
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        maxLength={maxLength}
        placeholder="点选上面的原因，或在这里填写"
        error={error}
        optional={optional}
      />
    </View>
  )
}
