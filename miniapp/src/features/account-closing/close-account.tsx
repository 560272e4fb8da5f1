import { type ClosureView, DATA_NOTES, type DataKind } from '@jijiao/shared/my-data'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote, useSession } from '../../api'
import { startAt } from '../../platform/navigation'
import {
  Banner,
  Button,
  Card,
  Checkbox,
  ConfirmSheet,
  FormError,
  List,
  ListItem,
  PasswordField,
  SectionTitle,
  toast,
} from '../../ui'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'

/** 注销账号: what stands against it, what goes and what stays, and the last word. */
export function CloseAccount() {
  const remote = useRemote('closure', () => api.myData.closure())
  return (
    <AppPage title="注销账号">
      <Loaded remote={remote}>
        {(closure) => (
          <>
            {closure.obstacles.length > 0 && <Obstacles obstacles={closure.obstacles} />}
            <Consequences closure={closure} />
            {closure.abilities.close && <Closing />}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Obstacles({ obstacles }: Pick<ClosureView, 'obstacles'>) {
  return (
    <>
      <Banner tone="warn" icon="alert">
        还有事项没有办完，办完后才能注销
      </Banner>
      <List>
        {obstacles.map(({ kind, label }) => (
          <ListItem key={kind} icon="alert" title={label} />
        ))}
      </List>
    </>
  )
}

const namesOf = (kinds: readonly DataKind[]) => kinds.map((kind) => DATA_NOTES[kind].label).join('、')

const Consequences = ({ closure: { erased, kept } }: { readonly closure: ClosureView }) => (
  <>
    <SectionTitle>注销以后</SectionTitle>
    <Card>
      <View className="ui-stack">
        <Text>所有设备退出登录，不能再用这个账号登录，也离开现在的单位。</Text>
        <Text>{`立即删除：${namesOf(erased)}。`}</Text>
        <Text>{`依法保存、不再使用：${namesOf(kept)}，以及档案上的姓名、身份证号、性别和出生日期。`}</Text>
        <Text>已经取得的证书仍然有效，可以核验。以后用同一个身份证号注册，可以接着使用。</Text>
      </View>
    </Card>
  </>
)

function Closing() {
  const [isAsking, setAsking] = useState(false)
  const form = useForm({
    initial: { password: '', acknowledged: false },
    check: ({ password, acknowledged }) => ({
      password: password ? undefined : '请输入登录密码',
      acknowledged: acknowledged ? undefined : '请先勾选',
    }),
    submit: async ({ password }) => {
      await api.myData.close({ body: { password, acknowledged: true } })
      useSession.getState().end()
      toast('账号已注销')
      startAt('home')
    },
    onRefused: () => setAsking(false),
  })
  return (
    <Card title="确认是您本人">
      <View className="ui-stack">
        <FormError message={form.message} details={form.details} />
        <PasswordField label="登录密码" maxLength={100} autoComplete="current-password" {...form.text('password')} />
        <Checkbox checked={form.values.acknowledged} onChange={(checked) => form.set('acknowledged', checked)}>
          <Text>我已了解，注销后不能恢复</Text>
        </Checkbox>
        {form.errors.acknowledged && <FormError message={form.errors.acknowledged} />}
        <Button kind="danger" onPress={() => setAsking(true)}>
          注销账号
        </Button>
      </View>
      <ConfirmSheet
        open={isAsking}
        title="注销账号？"
        message="删除的内容不能恢复。"
        confirmText="注销"
        danger
        pending={form.isPending}
        onConfirm={form.send}
        onDismiss={() => setAsking(false)}
      />
    </Card>
  )
}
