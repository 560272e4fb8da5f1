import { Input as NativeInput, Textarea } from '@tarojs/components'
import { a11y } from '../a11y'
import { classNames } from '../class-names'
import type { InputKind, InputProps } from './props'

const KEYBOARDS = {
  text: 'text',
  password: 'text',
  phone: 'number',
  number: 'digit',
  digits: 'number',
  idNumber: 'idcard',
} as const satisfies Record<InputKind, string>

export function Input({
  label,
  value,
  onChange,
  kind = 'text',
  placeholder,
  maxLength = 140,
  multiline = false,
  invalid = false,
  disabled = false,
  autoFocus = false,
  onConfirm,
}: InputProps) {
  const shared = {
    className: classNames('ui-input', multiline && 'ui-input-lines', invalid && 'is-invalid'),
    placeholderClass: 'ui-input-placeholder',
    value,
    placeholder,
    maxlength: maxLength,
    disabled,
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    ...a11y({ label }),
  }
  if (multiline) return <Textarea {...shared} autoHeight />
  return (
    <NativeInput
      {...shared}
      type={KEYBOARDS[kind]}
      password={kind === 'password'}
      focus={autoFocus}
      confirmType="done"
      onConfirm={onConfirm}
    />
  )
}
