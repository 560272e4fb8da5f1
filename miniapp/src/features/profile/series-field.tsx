import { labelOf, QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'
import { Icon, Pressable, SelectField } from '../../ui'
import { optionsOf } from './code-options'
import './series-field.scss'

const MOST = 10

type SeriesFieldProps = {
  readonly value: readonly string[]
  readonly onChange: (series: readonly string[]) => void
  readonly error?: string
}

/** One or more series: each chosen one stands above the picker and can be taken away. */
export function SeriesField({ value, onChange, error }: SeriesFieldProps) {
  const left = optionsOf(QUALIFICATION_SERIES).filter((option) => !value.includes(option.value))
  return (
    <View className="ui-stack">
      <SelectField
        label="职称系列"
        optional
        hint={value.length > 0 ? '可以添加多个系列，点已选的系列可移除' : '可以选多个系列'}
        placeholder={value.length > 0 ? '再添加一个系列' : '未填写'}
        value={null}
        options={left}
        disabled={value.length >= MOST}
        onChange={(code) => onChange([...value, code])}
        error={error}
      />
      {value.length > 0 && (
        <View className="series-chosen">
          {value.map((code) => {
            const label = labelOf(QUALIFICATION_SERIES, code) ?? code
            return (
              <Pressable
                key={code}
                className="series-chip"
                label={`移除职称系列：${label}`}
                onPress={() => onChange(value.filter((other) => other !== code))}
              >
                <Text>{label}</Text>
                <Icon name="cross" />
              </Pressable>
            )
          })}
        </View>
      )}
    </View>
  )
}
