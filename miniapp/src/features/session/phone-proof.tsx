import { checkMobileNumber, MOBILE_NUMBER_MESSAGES } from '@jijiao/shared/identifiers'
import { useState } from 'react'
import { TextField } from '../../ui'
import { PhoneCodeButton } from './phone-code-button'

type Typed = { readonly value: string; readonly onChange: (value: string) => void; readonly error?: string }

type PhoneProofProps = {
  readonly purpose: 'registration' | 'recovery'
  readonly phone: Typed
  readonly phoneCode: Typed
}

/** A phone, and the code texted to it that proves it is one's own. */
export function PhoneProof({ purpose, phone, phoneCode }: PhoneProofProps) {
  const [refusal, setRefusal] = useState<string>()
  return (
    <>
      <TextField
        label="手机号"
        kind="phone"
        maxLength={20}
        autoComplete="tel"
        value={phone.value}
        error={phone.error ?? refusal}
        onChange={(value) => {
          setRefusal(undefined)
          phone.onChange(value)
        }}
      />
      <TextField
        label="短信验证码"
        kind="digits"
        maxLength={6}
        autoComplete="one-time-code"
        action={<PhoneCodeButton phone={phone.value} purpose={purpose} onRefused={setRefusal} />}
        {...phoneCode}
      />
    </>
  )
}

export function phoneFault(text: string): string | undefined {
  const check = checkMobileNumber(text)
  return check.ok ? undefined : MOBILE_NUMBER_MESSAGES[check.problem]
}

export function phoneCodeFault(code: string): string | undefined {
  return /^\d{6}$/.test(code) ? undefined : '请输入短信里的 6 位验证码'
}
