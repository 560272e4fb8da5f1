import type { AffiliationView, ProfileView } from '@jijiao/shared/affiliations'
import type { OrganizationCard } from '@jijiao/shared/organizations'
import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { api, createSubmission, errorSentence, type Remote } from '../../../api'
import { NotifyOffer } from '../../../features/messages'
import { PersonFacts, ProfileForm, useProfile } from '../../../features/profile'
import { Loaded } from '../../../features/shell'
import { bindingOf, useMyAffiliations } from '../../../features/unit-binding'
import { open, replace } from '../../../platform/navigation'
import { Banner, Button, Card, Empty, FormError, Result } from '../../../ui'

/** Asks a unit: the profile first where it is not complete, then the request. */
export function AskUnit({ unit }: { readonly unit: OrganizationCard }) {
  const profile = useProfile()
  const affiliations = useMyAffiliations()
  if (unit.kind !== 'unit') {
    return <Empty icon="building" title="这里不能申请绑定" note="只能绑定到所在的法人单位，请查找您工作的单位。" />
  }
  return (
    <Loaded remote={affiliations}>
      {(mine) => (
        <Loaded remote={profile}>
          {(view) => <Asking unit={unit} mine={mine} view={view} profile={profile} onAsked={affiliations.reload} />}
        </Loaded>
      )}
    </Loaded>
  )
}

type AskingProps = {
  readonly unit: OrganizationCard
  readonly mine: readonly AffiliationView[]
  readonly view: ProfileView
  readonly profile: Remote<ProfileView>
  readonly onAsked: () => Promise<void>
}

function Asking({ unit, mine, view, profile, onAsked }: AskingProps) {
  const [isAsked, setAsked] = useState(false)
  const [isPending, setPending] = useState(false)
  const [message, setMessage] = useState<string>()
  const submission = useRef(createSubmission())
  const { active, pending } = bindingOf(mine)

  async function ask(): Promise<void> {
    const body = { organizationId: unit.id, isTransfer: active !== undefined }
    setPending(true)
    setMessage(undefined)
    try {
      await submission.current(body, (idempotencyKey) => api.affiliations.ask({ body }, { idempotencyKey }))
      setAsked(true)
    } catch (error) {
      setMessage(errorSentence(error))
    } finally {
      setPending(false)
      await onAsked()
    }
  }

  if (isAsked) {
    return (
      <Result outcome="waiting" title="已提交申请" note="请等待单位经办人确认，结果会显示在“我的单位”和“消息”里。">
        <NotifyOffer topics={['decision']} />
        <Button onPress={() => replace('myUnit')}>查看我的单位</Button>
        <Button kind="secondary" onPress={() => replace('study')}>
          完成
        </Button>
      </Result>
    )
  }
  if (active?.organization.id === unit.id) return <Standing>您已经绑定这个单位，不用再申请。</Standing>
  if (pending?.organization.id === unit.id) return <Standing>您已经向这个单位提交申请，请等待单位确认。</Standing>
  if (pending) {
    return (
      <Standing>{`您正在等待“${pending.organization.name}”确认。一次只能申请一个单位，请先在“我的单位”里撤回。`}</Standing>
    )
  }
  return (
    <>
      {active && (
        <Banner tone="warn" icon="info">
          {`您现在绑定的是“${active.organization.name}”。新单位确认后，原来的绑定自动结束，学习记录仍归您本人。`}
        </Banner>
      )}
      <FormError message={message} />
      {view.isComplete ? (
        <Card title="单位会看到">
          <View className="ui-stack">
            <PersonFacts view={view} />
            <Button pending={isPending} pendingText="正在提交…" onPress={() => void ask()}>
              {active ? '申请更换单位' : '申请绑定'}
            </Button>
            <Button kind="plain" onPress={() => open('profile')}>
              先核对个人信息
            </Button>
          </View>
        </Card>
      ) : (
        <>
          <Text className="ui-soft">申请前请填写个人信息，单位凭这些信息确认是您本人。填好后会直接提交申请。</Text>
          <ProfileForm profile={profile} submitText="保存并申请绑定" onSaved={() => void ask()} />
        </>
      )}
    </>
  )
}

function Standing({ children }: { readonly children: string }) {
  return (
    <Card>
      <View className="ui-stack">
        <Text>{children}</Text>
        <Button onPress={() => replace('myUnit')}>查看我的单位</Button>
      </View>
    </Card>
  )
}
