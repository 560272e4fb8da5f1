import { SUBORDINATIONS, UNIT_NATURES } from '@jijiao/shared/codes'
import { type RoleApplicationView, roleApplicationStateLabels } from '@jijiao/shared/organizations'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Banner, Button, Card, ConfirmSheet, FormError, SelectField, StatusTag, toast } from '../../ui'
import { optionsOf } from '../code-fields'
import { useAction } from '../decisions'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'
import { HrAuthorityField } from './hr-authority-field'
import { checkReach, ReachFields, type ReachValues, reachBody, reachOf } from './reach'
import { RoleApplicationFacts } from './role-application-facts'

/** 法人单位角色申请: save, attach, confirm; the unit's business opens after that. */
export function RoleApplication() {
  const remote = useRemote('role-application', () => api.organizations.roleApplication())
  return (
    <AppPage title="角色申请">
      <Loaded remote={remote}>
        {(view) => <Application key={view.version} view={view} onChanged={() => void remote.reload()} />}
      </Loaded>
    </AppPage>
  )
}

type ApplicationProps = { readonly view: RoleApplicationView; readonly onChanged: () => void }

function Application({ view, onChanged }: ApplicationProps) {
  const { organization, state, opinion, abilities } = view
  return (
    <>
      <Card title={organization.name}>
        <View className="ui-row">
          <Text className="ui-list-main">{organization.code}</Text>
          <StatusTag tone={state === 'confirmed' || state === 'approved' ? 'good' : 'warn'}>
            {roleApplicationStateLabels[state]}
          </StatusTag>
        </View>
      </Card>
      {state === 'returned' && opinion && (
        <Banner tone="warn" icon="alert">
          {`已退回，请修改后再确认：${opinion}`}
        </Banner>
      )}
      {abilities.save ? (
        <ApplicationForm view={view} onChanged={onChanged} />
      ) : (
        <Card title="申请内容">
          <RoleApplicationFacts view={view} />
        </Card>
      )}
      {abilities.confirm && view.id !== null && <Confirmation view={view} onChanged={onChanged} />}
    </>
  )
}

type ApplicationValues = ReachValues & {
  readonly nature: string
  readonly subordination: string
  readonly hrAuthorityId: string
}

function ApplicationForm({ view, onChanged }: ApplicationProps) {
  const initial: ApplicationValues = {
    ...reachOf(view),
    nature: view.nature ?? '',
    subordination: view.subordination ?? '',
    hrAuthorityId: view.hrAuthority?.id ?? '',
  }
  const form = useForm({
    initial,
    check: (values) => ({
      ...checkReach(values),
      nature: values.nature ? undefined : '请选择单位性质',
      subordination: values.subordination ? undefined : '请选择隶属关系',
      mobile: values.mobile.trim() || view.mobile ? undefined : '请填写手机号',
    }),
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const { nature, subordination, hrAuthorityId } = values
      const body = {
        version: view.version,
        ...reachBody(values),
        nature,
        subordination,
        hrAuthorityId: hrAuthorityId || null,
      }
      await api.organizations.saveRoleApplication({ body }, { idempotencyKey })
      toast('已保存，核对后请确认')
      onChanged()
    },
  })
  return (
    <Card title="申请内容">
      <View className="ui-stack">
        <FormError message={form.message} details={form.details} />
        <View className="ui-form-grid">
          <SelectField
            label="单位性质"
            value={form.values.nature || null}
            options={optionsOf(UNIT_NATURES)}
            onChange={(nature) => form.set('nature', nature)}
            error={form.errors.nature}
          />
          <SelectField
            label="隶属关系"
            value={form.values.subordination || null}
            options={optionsOf(SUBORDINATIONS)}
            onChange={(subordination) => form.set('subordination', subordination)}
            error={form.errors.subordination}
          />
        </View>
        <HrAuthorityField
          chosen={view.hrAuthority}
          value={form.values.hrAuthorityId}
          onChange={(id) => form.set('hrAuthorityId', id)}
          error={form.errors.hrAuthorityId}
        />
        <ReachFields form={form} mobile={view.mobile} />
        <Button kind="secondary" pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
          保存
        </Button>
      </View>
    </Card>
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
    if (isDone) onChanged()
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
