import { passwordFault } from '@jijiao/shared/accounts'
import { Text, View } from '@tarojs/components'
import { api } from '../../api'
import { goBack } from '../../platform/navigation'
import { Button, Card, FormError, PasswordField, toast } from '../../ui'
import { NewPasswordFields, useForm } from '../forms'
import { AppPage } from '../shell'

/** 修改密码: whoever else is signed in to the account is signed out by it. */
export function ChangePassword() {
  const form = useForm({
    initial: { currentPassword: '', newPassword: '', passwordAgain: '' },
    check: (values) => ({
      currentPassword: values.currentPassword ? undefined : '请输入现在的密码',
      newPassword: passwordFault(values.newPassword) ?? undefined,
      passwordAgain: values.passwordAgain === values.newPassword ? undefined : '两次输入的密码不一样，请重新输入',
    }),
    submit: async ({ currentPassword, newPassword }) => {
      await api.accounts.changePassword({ body: { currentPassword, newPassword } })
      toast('密码已修改')
      goBack()
    },
  })
  return (
    <AppPage title="修改密码">
      <Card>
        <View className="ui-stack">
          <Text className="ui-soft">修改后，这个账号在其他设备上的登录会全部退出。</Text>
          <FormError message={form.message} details={form.details} />
          <PasswordField
            label="现在的密码"
            maxLength={100}
            autoComplete="current-password"
            {...form.text('currentPassword')}
          />
          <NewPasswordFields label="新密码" password={form.text('newPassword')} again={form.text('passwordAgain')} />
          <Button pending={form.isPending} pendingText="正在修改…" onPress={form.send}>
            修改密码
          </Button>
        </View>
      </Card>
    </AppPage>
  )
}
