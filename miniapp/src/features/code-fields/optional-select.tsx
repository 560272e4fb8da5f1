import { type Option, SelectField } from '../../ui'

/** Not a code of any list: the line by which a choice is taken back. */
const NONE = 'none'

type OptionalSelectProps = {
  readonly label: string
  /** Empty: nothing is chosen. */
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
  readonly hint?: string
  readonly error?: string
  readonly placeholder?: string
  /** It has to be chosen, and is not taken back. */
  readonly isRequired?: boolean
}

/** A choice that may be left open, and taken back. */
export function OptionalSelect({
  value,
  options,
  onChange,
  placeholder,
  isRequired = false,
  ...field
}: OptionalSelectProps) {
  return (
    <SelectField
      {...field}
      optional={!isRequired}
      placeholder={placeholder ?? (isRequired ? '请选择' : '未填写')}
      value={value || null}
      options={value && !isRequired ? [{ value: NONE, label: '不填写' }, ...options] : options}
      onChange={(chosen) => onChange(chosen === NONE ? '' : chosen)}
    />
  )
}
