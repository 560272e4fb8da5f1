import { api } from '../../api'
import { ConfirmSheet, FormError, PasswordField, Switch } from '../../ui'
import { useForm } from '../forms'

type AskSheetProps = { readonly onAsked: () => void; readonly onDismiss: () => void }

/** Numbers stand masked in it; whole ones need the password of the unit's own login once more. */
export function AskSheet({ onAsked, onDismiss }: AskSheetProps) {
  const form = useForm({
    initial: { isWhole: false, password: '' },
    check: ({ isWhole, password }) => ({ password: isWhole && password === '' ? '请输入单位账号的密码' : undefined }),
    submit: async ({ isWhole, password }) => {
      await api.unitExports.ask({ body: isWhole ? { numbers: 'whole', password } : { numbers: 'masked' } })
      onAsked()
    },
  })
  return (
    <ConfirmSheet
      open
      title="导出单位数据？"
      message="身份证号和手机号默认只显示一部分。"
      confirmText="导出"
      pending={form.isPending}
      onConfirm={form.send}
      onDismiss={onDismiss}
    >
      <FormError message={form.message} details={form.details} />
      <Switch checked={form.values.isWhole} onChange={(isWhole) => form.set('isWhole', isWhole)}>
        显示完整号码
      </Switch>
      {form.values.isWhole && (
        <PasswordField
          label="单位账号的密码"
          maxLength={100}
          autoComplete="current-password"
          {...form.text('password')}
        />
      )}
    </ConfirmSheet>
  )
}
