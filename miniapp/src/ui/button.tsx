import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'
import { classNames } from './class-names'
import { Icon, type IconName } from './icon'
import { Pressable } from './primitives/pressable'

export type ButtonProps = {
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'plain'
  readonly small?: boolean
  readonly icon?: IconName
  readonly label?: string
  readonly disabled?: boolean
  /** The action is under way: the button says so and cannot be pressed again. */
  readonly pending?: boolean
  readonly pendingText?: string
  readonly onPress: () => void
  readonly children: ReactNode
}

export function Button({
  kind = 'primary',
  small = false,
  icon,
  label,
  disabled = false,
  pending = false,
  pendingText = '正在处理…',
  onPress,
  children,
}: ButtonProps) {
  return (
    <Pressable
      className={classNames('ui-button', `ui-button-${kind}`, small && 'ui-button-small')}
      label={pending ? pendingText : label}
      disabled={disabled || pending}
      onPress={onPress}
    >
      {pending && <View className="ui-spinner" {...a11y({ hidden: true })} />}
      {!pending && icon && <Icon name={icon} />}
      <Text>{pending ? pendingText : children}</Text>
    </Pressable>
  )
}
