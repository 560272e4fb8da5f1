import type { Verification } from '@jijiao/shared/certificates'
import { View } from '@tarojs/components'
import { api } from '../../api'
import { Button, Card, FormError, TextField } from '../../ui'
import { useForm } from '../forms'

type NumberFormProps = { readonly onVerified: (verification: Verification) => void }

/** For a certificate whose code cannot be scanned: both must be right, so that nobody can look for names. */
export function NumberForm({ onVerified }: NumberFormProps) {
  const form = useForm({
    initial: { number: '', name: '' },
    check: ({ number, name }) => ({
      // Also one that the old system gave, of whatever form: the server says which it does not know.
      number: number.trim() ? undefined : '请输入证书编号',
      name: name.trim() ? undefined : '请输入证书上的姓名',
    }),
    submit: async ({ number, name }) => onVerified(await api.certificates.verifyNumber({ body: { number, name } })),
  })
  return (
    <Card title="没有二维码，输入编号">
      <View className="ui-stack">
        <FormError message={form.message} details={form.details} />
        <TextField
          label="证书编号"
          kind="text"
          maxLength={80}
          placeholder="例如 2025-441900-0123456789-01"
          {...form.text('number')}
        />
        <TextField label="姓名" maxLength={100} {...form.text('name')} />
        <Button kind="secondary" pending={form.isPending} pendingText="正在核验…" onPress={form.send}>
          核验
        </Button>
      </View>
    </Card>
  )
}
