import { View } from '@tarojs/components'
import { a11y } from '../a11y'
import { classNames } from '../class-names'
import { Icon } from '../icon'
import { Pressable } from '../primitives/pressable'

type SelectBoxProps = { readonly label: string; readonly checked: boolean; readonly onChange: () => void }

/** A box to tick without words of its own: they stand beside it. */
export function SelectBox({ label, checked, onChange }: SelectBoxProps) {
  return (
    <Pressable
      className={classNames('ui-select-box ui-check', checked && 'is-checked')}
      role="checkbox"
      label={label}
      checked={checked}
      onPress={onChange}
    >
      <View className="ui-check-box" {...a11y({ hidden: true })}>
        <Icon name="check" />
      </View>
    </Pressable>
  )
}

export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}
