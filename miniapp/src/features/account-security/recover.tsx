import { passwordFault } from '@jijiao/shared/accounts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { replace } from '../../platform/navigation'
import { Button, Card, FormError, Result, Tabs, TextField } from '../../ui'
import { NewPasswordFields, useForm } from '../forms'
import { PhoneProof, phoneCodeFault, phoneFault } from '../session'
import { AppPage } from '../shell'

const WHAT = [
  { value: 'password', label: '找回密码' },
  { value: 'account', label: '找回账号' },
] as const
type What = (typeof WHAT)[number]['value']

/** For who has forgotten the password, or the user name as well. */
export function Recover() {
  const [what, setWhat] = useState<What>('password')
  const [recovered, setRecovered] = useState<{ readonly userName: string }>()
  if (recovered) {
    return (
      <AppPage title="找回账号">
        <Result
          outcome="success"
          title="新密码已设置"
          note="原来的登录都已退出，请用新密码登录。"
          facts={[{ name: '用户名', value: recovered.userName }]}
        >
          <Button onPress={() => replace('signIn')}>去登录</Button>
        </Result>
      </AppPage>
    )
  }
  return (
    <AppPage title="找回账号">
      <Tabs label="找回什么" value={what} options={WHAT} onChange={setWhat} />
      <RecoverForm key={what} what={what} onRecovered={(userName) => setRecovered({ userName })} />
    </AppPage>
  )
}

type RecoverFormProps = { readonly what: What; readonly onRecovered: (userName: string) => void }

function RecoverForm({ what, onRecovered }: RecoverFormProps) {
  const form = useForm({
    initial: { userName: '', residentId: '', phone: '', phoneCode: '', newPassword: '', passwordAgain: '' },
    check: (values) => ({
      userName: what === 'account' || values.userName.trim() ? undefined : '请输入用户名',
      residentId: what === 'password' || values.residentId.trim() ? undefined : '请输入身份证号码',
      phone: phoneFault(values.phone),
      phoneCode: phoneCodeFault(values.phoneCode),
      newPassword: passwordFault(values.newPassword) ?? undefined,
      passwordAgain: values.passwordAgain === values.newPassword ? undefined : '两次输入的密码不一样，请重新输入',
    }),
    submit: async ({ userName, residentId, phone, phoneCode, newPassword }) => {
      const proof = { phone, phoneCode, newPassword }
      if (what === 'password') {
        await api.accounts.recoverPassword({ body: { userName: userName.trim(), ...proof } })
        onRecovered(userName.trim())
      } else {
        const found = await api.accounts.recoverAccount({ body: { residentId: residentId.trim(), ...proof } })
        onRecovered(found.userName)
      }
    },
  })
  return (
    <Card>
      <View className="ui-stack">
        <FormError message={form.message} details={form.details} />
        {what === 'password' ? (
          <TextField
            label="用户名"
            hint="个人账号或单位账号的用户名"
            maxLength={64}
            autoComplete="username"
            {...form.text('userName')}
          />
        ) : (
          <TextField
            label="身份证号码"
            hint="实名认证时用的号码"
            kind="idNumber"
            maxLength={18}
            {...form.text('residentId')}
          />
        )}
        <PhoneProof purpose="recovery" phone={form.text('phone')} phoneCode={form.text('phoneCode')} />
        <NewPasswordFields label="新密码" password={form.text('newPassword')} again={form.text('passwordAgain')} />
        <Button pending={form.isPending} pendingText="正在核对…" onPress={form.send}>
          设置新密码
        </Button>
      </View>
    </Card>
  )
}
