import type { NoticeView, UnitRegistrationView } from '@jijiao/shared/accounts'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { Button, Card, FormError, TextField } from '../../ui'
import { solveCaptcha } from '../captcha'
import { useForm } from '../forms'
import { NoticeConsent } from '../session'

type OwnerStepProps = { readonly notice: NoticeView; readonly onDone: (registration: UnitRegistrationView) => void }

/** Step 1: whose real-name account the unit belongs to. */
export function OwnerStep({ notice, onDone }: OwnerStepProps) {
  const [accepted, setAccepted] = useState(false)
  const form = useForm({
    initial: { userName: '', residentId: '' },
    check: ({ userName, residentId }) => ({
      userName: userName.trim() ? undefined : '请输入您个人账号的用户名',
      residentId: residentId.trim() ? undefined : '请输入您的身份证号码',
      notice: accepted ? undefined : `请先阅读并勾选《${notice.title}》`,
    }),
    submit: async ({ userName, residentId }) => {
      const captcha = await solveCaptcha()
      const body = { userName: userName.trim(), residentId: residentId.trim(), captcha, noticeVersion: notice.version }
      onDone(await api.accounts.beginUnitRegistration({ body }))
    },
  })
  return (
    <Card title="单位所属实名认证人员">
      <View className="ui-stack">
        <Text className="ui-soft">
          单位账号由一位已实名认证的个人注册。还没有个人账号的，请先注册并完成实名认证。验证短信会发到这个人的手机。
        </Text>
        <FormError message={form.message} details={form.details} />
        <View className="ui-form-grid">
          <TextField label="个人账号的用户名" maxLength={64} autoComplete="username" {...form.text('userName')} />
          <TextField label="身份证号码" kind="idNumber" maxLength={18} {...form.text('residentId')} />
        </View>
        <NoticeConsent notice={notice} accepted={accepted} onChange={setAccepted} />
        <Button pending={form.isPending} pendingText="正在进行安全验证…" onPress={form.send}>
          下一步
        </Button>
      </View>
    </Card>
  )
}
