import type { OperatorCandidate } from '@jijiao/shared/operators'
import { type OperatorGrant, operatorStateLabels } from '@jijiao/shared/organizations'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { goBack } from '../../platform/navigation'
import { Banner, Button, Card, Facts, FormError, StatusTag, TextField, toast } from '../../ui'
import { useAction } from '../decisions'
import { useForm } from '../forms'
import { AppPage } from '../shell'
import { GrantChoice } from './grant-choice'

type Identity = { readonly name: string; readonly userName: string; readonly residentId: string }
type Found = { readonly identity: Identity; readonly candidate: OperatorCandidate }

/** Finds a person by all three of name, user name and ID number, and asks them to be an operator. */
export function InviteOperator() {
  const [found, setFound] = useState<Found | null>(null)
  const [hasMissed, setMissed] = useState(false)
  const form = useForm({
    initial: { name: '', userName: '', residentId: '' },
    check: ({ name, userName, residentId }) => ({
      name: name.trim() ? undefined : '请输入姓名',
      userName: userName.trim() ? undefined : '请输入本人个人账号的用户名',
      residentId: residentId.trim() ? undefined : '请输入身份证号码',
    }),
    submit: async (values) => {
      const identity = {
        name: values.name.trim(),
        userName: values.userName.trim(),
        residentId: values.residentId.trim(),
      }
      const { candidate } = await api.operators.find({ body: identity })
      setFound(candidate && { identity, candidate })
      setMissed(candidate === null)
    },
  })
  return (
    <AppPage title="添加经办人">
      <Card title="查找人员">
        <View className="ui-stack">
          <Text className="ui-soft">三项都要和本人的实名认证一致，才能找到。请向本人核对。</Text>
          <FormError message={form.message} details={form.details} />
          <View className="ui-form-grid">
            <TextField label="姓名" maxLength={50} {...form.text('name')} />
            <TextField label="用户名" maxLength={64} {...form.text('userName')} />
            <TextField label="身份证号码" kind="idNumber" maxLength={18} {...form.text('residentId')} />
          </View>
          <Button icon="search" pending={form.isPending} pendingText="正在查找…" onPress={form.send}>
            查找
          </Button>
        </View>
      </Card>
      {hasMissed && !found && (
        <Banner tone="warn" icon="info">
          没有找到三项都相符的实名认证账号，请向本人核对姓名、用户名和身份证号码
        </Banner>
      )}
      {found && <Candidate key={found.candidate.userName} found={found} />}
    </AppPage>
  )
}

function Candidate({ found: { identity, candidate } }: { readonly found: Found }) {
  const [grants, setGrants] = useState<readonly OperatorGrant[]>(['operate'])
  const { isPending, message, run } = useAction()

  async function invite(): Promise<void> {
    const body = { ...identity, grants: [...grants] }
    await run(body, async (idempotencyKey) => {
      await api.operators.invite({ body }, { idempotencyKey })
      toast('已发出邀请，等待本人同意')
      goBack()
    })
  }

  return (
    <Card title="找到了">
      <View className="ui-stack">
        <Facts
          facts={[
            { name: '姓名', value: candidate.name },
            { name: '用户名', value: candidate.userName },
            { name: '身份证号', value: candidate.residentId },
          ]}
        />
        {candidate.state && (
          <StatusTag tone="info">{`本单位经办人：${operatorStateLabels[candidate.state]}`}</StatusTag>
        )}
        {candidate.abilities.invite && (
          <>
            <GrantChoice value={grants} onChange={setGrants} />
            <FormError message={message} />
            <Button pending={isPending} pendingText="正在邀请…" onPress={() => void invite()}>
              邀请为经办人
            </Button>
          </>
        )}
      </View>
    </Card>
  )
}
