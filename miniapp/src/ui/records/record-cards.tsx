import { Text, View } from '@tarojs/components'
import { Checkbox } from '../check'
import { Icon } from '../icon'
import { Pressable } from '../primitives/pressable'
import { RecordActions } from './record-actions'
import type { RecordsProps } from './record-props'
import { SelectBox, toggled } from './select-box'

/** Records one below the other, as on a phone. */
export function RecordCards<T>(props: RecordsProps<T>) {
  const { items, idOf, nameOf, actionsOf, selected, onSelect, isSelectable = () => true } = props
  const selectable = selected && onSelect ? items.filter(isSelectable) : []
  const areAllSelected = selectable.length > 0 && selectable.every((item) => selected?.has(idOf(item)))
  return (
    <View className="ui-list">
      {onSelect && selectable.length > 0 && (
        <View className="ui-list-row">
          <Checkbox checked={areAllSelected} onChange={(all) => onSelect(new Set(all ? selectable.map(idOf) : []))}>
            <Text>全选（{selectable.length}）</Text>
          </Checkbox>
        </View>
      )}
      {items.map((item) => {
        const actions = actionsOf?.(item) ?? []
        return (
          <View key={idOf(item)} className="ui-list-row">
            <RecordCard {...props} item={item} />
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

/** A record that opens nothing is ticked anywhere on its line; one that opens something has a box to tick. */
function RecordCard<T>({ item, ...props }: RecordsProps<T> & { readonly item: T }) {
  const { idOf, nameOf, renderCard, onOpen, selected, onSelect, isSelectable = () => true } = props
  const id = idOf(item)
  const isSelected = selected?.has(id) ?? false
  const select = selected && onSelect && isSelectable(item) ? () => onSelect(toggled(selected, id)) : undefined
  if (select && !onOpen) {
    return (
      <Checkbox checked={isSelected} onChange={select}>
        {renderCard(item)}
      </Checkbox>
    )
  }
  return (
    <View className="ui-record">
      {select && <SelectBox label={`选择${nameOf(item)}`} checked={isSelected} onChange={select} />}
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
  )
}
