import { Text, View } from '@tarojs/components'
import { Button, FormError, TextField } from '../../ui'
import { useForm } from '../forms'
import { verifyRealName } from './actions'

/** Name and resident ID number, checked once; the server says which part is wrong. */
export function RealNameForm({ onVerified }: { readonly onVerified: () => void }) {
  const form = useForm({
    initial: { name: '', residentId: '' },
    check: ({ name, residentId }) => ({
      name: name.trim() ? undefined : '请输入身份证上的姓名',
      residentId: residentId.trim() ? undefined : '请输入身份证号码',
    }),
    submit: async ({ name, residentId }) => {
      await verifyRealName(name.trim(), residentId.trim())
      onVerified()
    },
  })
  return (
    <View className="ui-stack">
      <Text className="ui-soft">实名认证后才能加入单位、签到和办理业务。身份证号码加密保存，页面上只显示一部分。</Text>
      <FormError message={form.message} details={form.details} />
      <TextField label="姓名" maxLength={50} autoComplete="name" {...form.text('name')} />
      <TextField label="身份证号码" kind="idNumber" maxLength={18} {...form.text('residentId')} />
      <Button pending={form.isPending} pendingText="正在核验…" onPress={form.send}>
        提交认证
      </Button>
    </View>
  )
}
