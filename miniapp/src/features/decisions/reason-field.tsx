import { View } from '@tarojs/components'
import { Choices, TextField } from '../../ui'

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
      {ready.length > 0 && (
        <Choices
          label="常用的原因"
          value={value}
          options={ready.map((reason) => ({ value: reason, label: reason }))}
          onChange={onChange}
        />
      )}
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        maxLength={maxLength}
        placeholder={ready.length > 0 ? '点选上面的原因，或在这里填写' : undefined}
        error={error}
        optional={optional}
      />
    </View>
  )
}
