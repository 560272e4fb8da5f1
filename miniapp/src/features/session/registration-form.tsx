import { type NoticeView, passwordFault, USER_NAME_PATTERN } from '@jijiao/shared/accounts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button, FormError, TextField } from '../../ui'
import { NewPasswordFields, useForm } from '../forms'
import { register } from './actions'
import { NoticeConsent } from './notice-consent'
import { PhoneProof, phoneCodeFault, phoneFault } from './phone-proof'

type RegistrationFormProps = { readonly notice: NoticeView; readonly onRegistered: () => void }

export function RegistrationForm({ notice, onRegistered }: RegistrationFormProps) {
  const [accepted, setAccepted] = useState(false)
  const form = useForm({
    initial: { userName: '', password: '', passwordAgain: '', phone: '', phoneCode: '' },
    check: (values) => ({
      userName: USER_NAME_PATTERN.test(values.userName) ? undefined : '用户名应为 4–32 个字母、数字或下划线',
      password: passwordFault(values.password) ?? undefined,
      passwordAgain: values.passwordAgain === values.password ? undefined : '两次输入的密码不一样，请重新输入',
      phone: phoneFault(values.phone),
      phoneCode: phoneCodeFault(values.phoneCode),
      notice: accepted ? undefined : `请先阅读并勾选《${notice.title}》`,
    }),
    submit: async ({ passwordAgain: _, ...registration }) => {
      await register(registration, notice.version)
      onRegistered()
    },
  })
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
      <NewPasswordFields label="密码" password={form.text('password')} again={form.text('passwordAgain')} />
      <PhoneProof purpose="registration" phone={form.text('phone')} phoneCode={form.text('phoneCode')} />
      <NoticeConsent notice={notice} accepted={accepted} onChange={setAccepted} />
      <Button pending={form.isPending} pendingText="正在注册…" onPress={form.send}>
        注册
      </Button>
    </View>
  )
}
