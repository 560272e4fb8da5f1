import { View } from '@tarojs/components'
import { a11y } from '../a11y'
import { classNames } from '../class-names'
import type { PressableProps } from './props'

export function Pressable({
  className,
  label,
  role = 'button',
  checked,
  selected,
  disabled = false,
  onPress,
  children,
}: PressableProps) {
  return (
    <View
      className={classNames('ui-pressable', className, disabled && 'is-disabled')}
      hoverClass={disabled ? 'none' : 'ui-pressed'}
      hoverStayTime={60}
      onClick={() => {
        if (!disabled) onPress()
      }}
      {...a11y({ role, label, checked, selected, disabled })}
    >
      {children}
    </View>
  )
}
