import { PasswordField } from '../../ui'

type TextField = {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | undefined
}

type NewPasswordFieldsProps = {
  /** What the form calls it: 密码 or 新密码. */
  readonly label: string
  readonly password: TextField
  readonly again: TextField
}

/** A password that is chosen, twice. */
export function NewPasswordFields({ label, password, again }: NewPasswordFieldsProps) {
  return (
    <>
      <PasswordField
        label={label}
        hint="8–16 个字符，要同时有字母和数字"
        maxLength={16}
        autoComplete="new-password"
        {...password}
      />
      <PasswordField label={`再输一次${label}`} maxLength={16} autoComplete="new-password" {...again} />
    </>
  )
}
