import type { NoticeView } from '@jijiao/shared/accounts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button, FormError, PasswordField, TextField } from '../../ui'
import { useForm } from '../forms'
import { bindWechatAndSignIn, signIn, signInAsUnit } from './actions'
import { NoticeConsent } from './notice-consent'

type PasswordSignInProps = {
  readonly notice: NoticeView
  /** Binds this WeChat to the account as well. */
  readonly bindTicket?: string
  /** By the user name of a unit's own login. */
  readonly isUnit?: boolean
  readonly onSignedIn: () => void
}

export function PasswordSignIn({ notice, bindTicket, isUnit = false, onSignedIn }: PasswordSignInProps) {
  const [accepted, setAccepted] = useState(false)
  const form = useForm({
    initial: { userName: '', password: '' },
    check: ({ userName, password }) => ({
      userName: userName.trim() ? undefined : '请输入用户名',
      password: password ? undefined : '请输入密码',
      notice: accepted ? undefined : `请先阅读并勾选《${notice.title}》`,
    }),
    submit: async ({ userName, password }) => {
      const credentials = { userName: userName.trim(), password }
      if (isUnit) await signInAsUnit(credentials, notice.version)
      else if (bindTicket) await bindWechatAndSignIn(credentials, bindTicket, notice.version)
      else await signIn(credentials, notice.version)
      onSignedIn()
    },
  })
  return (
    <View className="ui-stack">
      <FormError message={form.message} details={form.details} />
      <TextField
        label={isUnit ? '单位账号用户名' : '用户名'}
        placeholder="请输入用户名"
        maxLength={64}
        autoComplete="username"
        {...form.text('userName')}
      />
      <PasswordField
        label="密码"
        placeholder="请输入密码"
        maxLength={100}
        autoComplete="current-password"
        onConfirm={form.send}
        {...form.text('password')}
      />
      <NoticeConsent notice={notice} accepted={accepted} onChange={setAccepted} />
      <Button pending={form.isPending} pendingText="正在登录…" onPress={form.send}>
        {bindTicket ? '绑定并登录' : '登录'}
      </Button>
    </View>
  )
}
