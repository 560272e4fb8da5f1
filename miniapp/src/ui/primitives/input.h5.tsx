import { classNames } from '../class-names'
import type { InputKind, InputProps } from './props'

const TYPES = {
  text: { type: 'text' },
  password: { type: 'password' },
  phone: { type: 'tel', inputMode: 'tel' },
  number: { type: 'text', inputMode: 'decimal' },
  digits: { type: 'text', inputMode: 'numeric' },
  idNumber: { type: 'text', inputMode: 'text' },
} as const satisfies Record<InputKind, { type: string; inputMode?: string }>

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
  autoComplete = 'off',
  describedBy,
  onConfirm,
}: InputProps) {
  const shared = {
    className: classNames('ui-input', multiline && 'ui-input-lines', invalid && 'is-invalid'),
    value,
    placeholder,
    maxLength,
    disabled,
    autoComplete,
    'aria-label': label,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy,
  }
  if (multiline) return <textarea {...shared} onChange={(event) => onChange(event.target.value)} />
  return (
    <input
      {...shared}
      {...TYPES[kind]}
      autoFocus={autoFocus}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onConfirm?.()
      }}
    />
  )
}
