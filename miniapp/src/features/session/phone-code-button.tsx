import type { PhoneCodePurpose } from '@jijiao/shared/accounts'
import { api } from '../../api'
import { TextedCodeButton } from './texted-code-button'

type PhoneCodeButtonProps = {
  readonly phone: string
  readonly purpose?: Exclude<PhoneCodePurpose, 'unitRegistration'>
  readonly onRefused: (sentence: string) => void
}

/** Has a code texted to a phone that was typed. */
export function PhoneCodeButton({ phone, purpose = 'registration', onRefused }: PhoneCodeButtonProps) {
  return (
    <TextedCodeButton
      request={() => api.accounts.sendPhoneCode({ body: { phone, purpose } })}
      disabled={phone.trim() === ''}
      onRefused={onRefused}
    />
  )
}
