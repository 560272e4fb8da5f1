import type { ReceivedFile } from '@jijiao/shared/http'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { Button, FormError, Heading, Overlay, PasswordField } from '../../ui'
import { SaveFile } from '../archives'
import { useForm } from '../forms'

/** A copy of everything, on the password; saving it is a tap of its own, which WeChat asks for. */
export function CopySheet({ onDismiss }: { readonly onDismiss: () => void }) {
  const [copy, setCopy] = useState<ReceivedFile | null>(null)
  return (
    <Overlay label="导出我的数据" onDismiss={onDismiss}>
      <Heading>导出我的数据</Heading>
      {copy ? (
        <SaveFile file={copy} note="打开其中的“我的数据.html”即可阅读" onSaved={onDismiss} />
      ) : (
        <Ask onReady={setCopy} />
      )}
      <Button kind="secondary" onPress={onDismiss}>
        取消
      </Button>
    </Overlay>
  )
}

function Ask({ onReady }: { readonly onReady: (copy: ReceivedFile) => void }) {
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => ({ password: password ? undefined : '请输入登录密码' }),
    submit: async ({ password }) => onReady(await api.myData.exportAll({ body: { password } })),
  })
  return (
    <View className="ui-stack">
      <Text>文件里有您完整的身份证号和手机号，请妥善保管。为确认是您本人，请再输一次登录密码。</Text>
      <FormError message={form.message} details={form.details} />
      <PasswordField label="登录密码" maxLength={100} autoComplete="current-password" {...form.text('password')} />
      <Button pending={form.isPending} pendingText="正在整理…" onPress={form.send}>
        导出
      </Button>
    </View>
  )
}
