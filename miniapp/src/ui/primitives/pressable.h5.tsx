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
    <button
      type="button"
      className={classNames('ui-pressable', className, disabled && 'is-disabled')}
      disabled={disabled}
      onClick={onPress}
      {...a11y({ role: role === 'button' ? undefined : role, label, checked, selected })}
    >
      {children}
    </button>
  )
}
