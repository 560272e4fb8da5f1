import { classNames } from '../class-names'
import type { ChoiceProps, MomentProps } from './props'

export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
  placeholder = '请选择',
  invalid = false,
  disabled = false,
}: ChoiceProps<V>) {
  return (
    <select
      className={classNames('ui-input', invalid && 'is-invalid', value === null && 'ui-input-empty')}
      aria-label={label}
      aria-invalid={invalid || undefined}
      disabled={disabled}
      value={value ?? ''}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value)
        if (chosen) onChange(chosen.value)
      }}
    >
      <option value="" disabled>
        {placeholder}
      </option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

export function Moment({ label, mode, value, onChange, start, end, invalid = false, disabled = false }: MomentProps) {
  return (
    <input
      className={classNames('ui-input', invalid && 'is-invalid')}
      type={mode}
      aria-label={label}
      aria-invalid={invalid || undefined}
      disabled={disabled}
      value={value}
      min={start}
      max={end}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
