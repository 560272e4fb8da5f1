import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'
import { classNames } from './class-names'
import { Icon } from './icon'
import { Pressable } from './primitives/pressable'

type ToggleProps = {
  readonly label?: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
}

export function Checkbox({ label, checked, disabled, onChange, children }: ToggleProps) {
  return (
    <Pressable
      className={classNames('ui-check', checked && 'is-checked')}
      role="checkbox"
      label={label}
      checked={checked}
      disabled={disabled}
      onPress={() => onChange(!checked)}
    >
      <View className="ui-check-box" {...a11y({ hidden: true })}>
        <Icon name="check" />
      </View>
      <View className="ui-list-main">{children}</View>
    </Pressable>
  )
}

/** A setting that acts at once. */
export function Switch({ label, checked, disabled, onChange, children }: ToggleProps) {
  return (
    <Pressable
      className={classNames('ui-check', checked && 'is-checked')}
      role="switch"
      label={label}
      checked={checked}
      disabled={disabled}
      onPress={() => onChange(!checked)}
    >
      <View className="ui-list-main">{children}</View>
      <View className="ui-switch" {...a11y({ hidden: true })} />
    </Pressable>
  )
}

type SelectionListProps<T> = {
  readonly items: readonly T[]
  readonly idOf: (item: T) => string
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: ReadonlySet<string>) => void
  readonly children: (item: T) => ReactNode
}

/** A list of which one, some or all are selected, for an action on many. */
export function SelectionList<T>({ items, idOf, selected, onChange, children }: SelectionListProps<T>) {
  const areAllSelected = items.length > 0 && items.every((item) => selected.has(idOf(item)))
  return (
    <View className="ui-list">
      <View className="ui-list-row">
        <Checkbox checked={areAllSelected} onChange={(all) => onChange(new Set(all ? items.map(idOf) : []))}>
          <Text>全选（{items.length}）</Text>
        </Checkbox>
      </View>
      {items.map((item) => {
        const id = idOf(item)
        return (
          <View key={id} className="ui-list-row">
            <Checkbox
              checked={selected.has(id)}
              onChange={(isChecked) => {
                const next = new Set(selected)
                if (isChecked) next.add(id)
                else next.delete(id)
                onChange(next)
              }}
            >
              {children(item)}
            </Checkbox>
          </View>
        )
      })}
    </View>
  )
}

/** The actions on what is selected; a page puts it into its footer. */
export function BatchBar({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  return (
    <View className="ui-batch-bar">
      <Text className="ui-batch-count">已选 {count} 项</Text>
      {children}
    </View>
  )
}
