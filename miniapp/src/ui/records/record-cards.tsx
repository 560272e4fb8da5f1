import { Text, View } from '@tarojs/components'
import { Checkbox } from '../check'
import { Icon } from '../icon'
import { Pressable } from '../primitives/pressable'
import { RecordActions } from './record-actions'
import type { RecordsProps } from './record-props'
import { SelectBox, toggled } from './select-box'

/** Records one below the other, as on a phone. */
export function RecordCards<T>(props: RecordsProps<T>) {
  const { items, idOf, nameOf, renderCard, onOpen, actionsOf, selected, onSelect } = props
  const areAllSelected = selected !== undefined && items.length > 0 && items.every((item) => selected.has(idOf(item)))
  return (
    <View className="ui-list">
      {selected && onSelect && (
        <View className="ui-list-row">
          <Checkbox checked={areAllSelected} onChange={(all) => onSelect(new Set(all ? items.map(idOf) : []))}>
            <Text>全选（{items.length}）</Text>
          </Checkbox>
        </View>
      )}
      {items.map((item) => {
        const id = idOf(item)
        const actions = actionsOf?.(item) ?? []
        return (
          <View key={id} className="ui-list-row">
            <View className="ui-record">
              {selected && onSelect && (
                <SelectBox
                  label={`选择${nameOf(item)}`}
                  checked={selected.has(id)}
                  onChange={() => onSelect(toggled(selected, id))}
                />
              )}
              {onOpen ? (
                <Pressable className="ui-list-item" onPress={() => onOpen(item)}>
                  <View className="ui-list-main">{renderCard(item)}</View>
                  <Icon name="chevron-right" />
                </Pressable>
              ) : (
                <View className="ui-list-item">
                  <View className="ui-list-main">{renderCard(item)}</View>
                </View>
              )}
            </View>
            {actions.length > 0 && (
              <View className="ui-record-actions">
                <RecordActions name={nameOf(item)} actions={actions} />
              </View>
            )}
          </View>
        )
      })}
    </View>
  )
}
