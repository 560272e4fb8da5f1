import { View } from '@tarojs/components'
import { Icon, Input, Pressable } from '../../ui'
import './search-field.scss'

type SearchFieldProps = {
  /** What can be searched for: `姓名、拼音首字母`. */
  readonly label: string
  /** Where a page searches for several things: which one is meant, `保留的单位`. */
  readonly purpose?: string
  readonly value: string
  readonly onChange: (value: string) => void
}

export function SearchField({ label, purpose, value, onChange }: SearchFieldProps) {
  return (
    <View className="search-field">
      <View className="search-field-icon">
        <Icon name="search" />
      </View>
      <Input
        label={purpose ? `搜索${purpose}：${label}` : `搜索${label}`}
        placeholder={label}
        value={value}
        maxLength={50}
        onChange={onChange}
      />
      {value !== '' && (
        <Pressable className="ui-field-inside" label={`清空搜索${purpose ?? ''}`} onPress={() => onChange('')}>
          <Icon name="cross" />
        </Pressable>
      )}
    </View>
  )
}
