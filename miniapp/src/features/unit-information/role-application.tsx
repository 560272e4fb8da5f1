import { type RoleApplicationView, roleApplicationStateLabels } from '@jijiao/shared/organizations'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { api, renewSession, useRemote, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Banner, Button, Card, ConfirmSheet, FormError, StatusTag, toast } from '../../ui'
import { useAction } from '../decisions'
import { NudgeButton } from '../nudge'
import { AppPage, Loaded } from '../shell'
import { RoleApplicationFacts } from './role-application-facts'
import { RoleApplicationForm } from './role-application-form'

/** 法人单位角色申请: save, attach, confirm; the unit's business opens after that. */
export function RoleApplication() {
  const remote = useRemote('role-application', () => api.organizations.roleApplication())
  return (
    <AppPage title="角色申请">
      <Loaded remote={remote}>{(view) => <Application view={view} onChanged={remote.reload} />}</Loaded>
    </AppPage>
  )
}

const EFFECTIVE: readonly RoleApplicationView['state'][] = ['confirmed', 'approved']

/** The session learns that the unit's business is open: after confirming here, or when the HR authority has approved. */
function useOpenedBusiness({ state }: RoleApplicationView): void {
  const isClosed = useSession(({ session }) => session?.actingAs?.needsRoleApplication ?? false)
  const isOutdated = isClosed && EFFECTIVE.includes(state)
  useEffect(() => {
    if (!isOutdated) return
    // Without an answer now, the next renewal of the session tells.
    renewSession()
      .then(() => toast('单位业务已开通'))
      .catch(() => undefined)
  }, [isOutdated])
}

type ApplicationProps = { readonly view: RoleApplicationView; readonly onChanged: () => Promise<void> }

function Application({ view, onChanged }: ApplicationProps) {
  const { organization, state, opinion, abilities } = view
  useOpenedBusiness(view)
  return (
    <>
      <Card title={organization.name}>
        <View className="ui-row">
          <Text className="ui-list-main">{organization.code}</Text>
          <StatusTag tone={EFFECTIVE.includes(state) ? 'good' : 'warn'}>{roleApplicationStateLabels[state]}</StatusTag>
        </View>
      </Card>
      {state === 'returned' && opinion && (
        <Banner tone="warn" icon="alert">
          {`已退回，请修改后再确认：${opinion}`}
        </Banner>
      )}
      {abilities.save ? (
        <RoleApplicationForm view={view} onSaved={() => void onChanged()} />
      ) : (
        <Card title="申请内容">
          <RoleApplicationFacts view={view} />
        </Card>
      )}
      {abilities.confirm && <Confirmation view={view} onChanged={onChanged} />}
      {abilities.save && view.attachments.length === 0 && (
        <Banner tone="warn" icon="info">
          上传单位证件的扫描件并保存后，才能确认申请
        </Banner>
      )}
      {EFFECTIVE.includes(state) && (
        <Button kind="secondary" onPress={() => open('home')}>
          去办理业务
        </Button>
      )}
      {state === 'submitted' && (
        <Banner tone="info" icon="clock">
          已提交给人社主管部门审核，通过后会发消息通知您
        </Banner>
      )}
      {state === 'submitted' && view.id && <NudgeButton kind="roleApplication" id={view.id} />}
    </>
  )
}

function Confirmation({ view, onChanged }: ApplicationProps) {
  const [isAsking, setAsking] = useState(false)
  const { isPending, message, run } = useAction()

  async function confirm(): Promise<void> {
    const body = { version: view.version }
    const isDone = await run(body, async (idempotencyKey) => {
      await api.organizations.confirmRoleApplication({ body }, { idempotencyKey })
    })
    setAsking(false)
    if (isDone) await onChanged()
  }

  return (
    <>
      <FormError message={message} />
      <Button onPress={() => setAsking(true)}>确认申请</Button>
      <ConfirmSheet
        open={isAsking}
        title="确认角色申请？"
        message="以最后一次保存的内容为准。确认后，单位性质和隶属关系不能自行修改。"
        confirmText="确认申请"
        pending={isPending}
        onConfirm={() => void confirm()}
        onDismiss={() => setAsking(false)}
      />
    </>
  )
}
