import { Text, View } from '@tarojs/components'
import { Icon, type Option, Pressable, SelectField } from '../../ui'
import './many-field.scss'

type ManyFieldProps = {
  readonly label: string
  readonly hint: string
  readonly most: number
  readonly value: readonly string[]
  readonly options: readonly Option[]
  readonly onChange: (value: readonly string[]) => void
  readonly error?: string
}

/** One or more of a list: each chosen one stands below the picker and can be taken away. */
export function ManyField({ label, hint, most, value, options, onChange, error }: ManyFieldProps) {
  return (
    <View className="ui-stack">
      <SelectField
        label={label}
        optional
        hint={hint}
        placeholder={value.length > 0 ? '再添加一个' : '未填写'}
        value={null}
        options={options.filter((option) => !value.includes(option.value))}
        disabled={value.length >= most}
        onChange={(chosen) => onChange([...value, chosen])}
        error={error}
      />
      {value.length > 0 && (
        <View className="many-chosen">
          {value.map((chosen) => {
            const name = options.find((option) => option.value === chosen)?.label ?? chosen
            return (
              <Pressable
                key={chosen}
                className="many-chip"
                label={`移除${label}：${name}`}
                onPress={() => onChange(value.filter((other) => other !== chosen))}
              >
                <Text>{name}</Text>
                <Icon name="cross" />
              </Pressable>
            )
          })}
        </View>
      )}
    </View>
  )
}
