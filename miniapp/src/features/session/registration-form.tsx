import { type NoticeView, passwordFault, USER_NAME_PATTERN } from '@jijiao/shared/accounts'
import { checkMobileNumber, MOBILE_NUMBER_MESSAGES } from '@jijiao/shared/identifiers'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button, FormError, PasswordField, TextField } from '../../ui'
import { useForm } from '../forms'
import { register } from './actions'
import { NoticeConsent } from './notice-consent'
import { PhoneCodeButton } from './phone-code-button'

type RegistrationFormProps = { readonly notice: NoticeView; readonly onRegistered: () => void }

export function RegistrationForm({ notice, onRegistered }: RegistrationFormProps) {
  const [accepted, setAccepted] = useState(false)
  const [phoneRefusal, setPhoneRefusal] = useState<string>()
  const form = useForm({
    initial: { userName: '', password: '', passwordAgain: '', phone: '', phoneCode: '' },
    check: (values) => ({
      userName: USER_NAME_PATTERN.test(values.userName) ? undefined : '用户名应为 4–32 个字母、数字或下划线',
      password: passwordFault(values.password) ?? undefined,
      passwordAgain: values.passwordAgain === values.password ? undefined : '两次输入的密码不一样，请重新输入',
      phone: phoneFault(values.phone),
      phoneCode: /^\d{6}$/.test(values.phoneCode) ? undefined : '请输入短信里的 6 位验证码',
      notice: accepted ? undefined : `请先阅读并勾选《${notice.title}》`,
    }),
    submit: async ({ passwordAgain: _, ...registration }) => {
      await register(registration, notice.version)
      onRegistered()
    },
  })
  const phone = form.text('phone')
  return (
    <View className="ui-stack">
      <FormError message={form.message} details={form.details} />
      <TextField
        label="用户名"
        hint="4–32 个字母、数字或下划线，登录时使用"
        maxLength={32}
        autoComplete="username"
        {...form.text('userName')}
      />
      <PasswordField
        label="密码"
        hint="8–16 个字符，要同时有字母和数字"
        maxLength={16}
        autoComplete="new-password"
        {...form.text('password')}
      />
      <PasswordField label="再输一次密码" maxLength={16} autoComplete="new-password" {...form.text('passwordAgain')} />
      <TextField
        label="手机号"
        kind="phone"
        maxLength={20}
        autoComplete="tel"
        value={phone.value}
        error={phone.error ?? phoneRefusal}
        onChange={(value) => {
          setPhoneRefusal(undefined)
          phone.onChange(value)
        }}
      />
      <TextField
        label="短信验证码"
        kind="digits"
        maxLength={6}
        autoComplete="one-time-code"
        action={<PhoneCodeButton phone={form.values.phone} onRefused={setPhoneRefusal} />}
        {...form.text('phoneCode')}
      />
      <NoticeConsent notice={notice} accepted={accepted} onChange={setAccepted} />
      <Button pending={form.isPending} pendingText="正在注册…" onPress={form.send}>
        注册
      </Button>
    </View>
  )
}

function phoneFault(text: string): string | undefined {
  const check = checkMobileNumber(text)
  return check.ok ? undefined : MOBILE_NUMBER_MESSAGES[check.problem]
}
