import { type Option, SelectField } from '../../ui'

/** Not a code of any list: the line that takes the condition away. */
const ALL = 'all'

type FilterSelectProps = {
  readonly label: string
  /** Empty: everything is shown. */
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
  /** What it says while it leaves nothing out. */
  readonly all?: string
}

/** A condition of a list. Nothing here has to be filled in, so nothing says that it may be left out. */
export function FilterSelect({ label, value, options, onChange, all = '全部' }: FilterSelectProps) {
  return (
    <SelectField
      label={label}
      value={value || ALL}
      options={[{ value: ALL, label: all }, ...options]}
      onChange={(chosen) => onChange(chosen === ALL ? '' : chosen)}
    />
  )
}
