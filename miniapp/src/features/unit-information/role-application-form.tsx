import type { AttachmentView } from '@jijiao/shared/attachments'
import { SUBORDINATIONS, UNIT_NATURES } from '@jijiao/shared/codes'
import type { RoleApplicationView } from '@jijiao/shared/organizations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, FormError, SelectField, toast } from '../../ui'
import { AttachmentField } from '../attachments'
import { optionsOf } from '../code-fields'
import { useForm } from '../forms'
import { HrAuthorityField } from './hr-authority-field'
import { checkReach, ReachFields, type ReachValues, reachBody, reachOf } from './reach'

type ApplicationValues = ReachValues & {
  readonly nature: string
  readonly subordination: string
  readonly hrAuthorityId: string
  readonly attachmentIds: readonly AttachmentView[]
}

type RoleApplicationFormProps = { readonly view: RoleApplicationView; readonly onSaved: () => void }

/** What the unit says of itself, with the scan of its certificate. */
export function RoleApplicationForm({ view: given, onSaved }: RoleApplicationFormProps) {
  // What is being changed: what is loaded afresh meanwhile must neither be overwritten unseen nor take what was typed.
  const [view, setView] = useState(given)
  const initial: ApplicationValues = {
    ...reachOf(view),
    nature: view.nature ?? '',
    subordination: view.subordination ?? '',
    hrAuthorityId: view.hrAuthority?.id ?? '',
    attachmentIds: view.attachments,
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
      const { nature, subordination, hrAuthorityId, attachmentIds } = values
      const body = {
        version: view.version,
        ...reachBody(values),
        nature,
        subordination,
        hrAuthorityId: hrAuthorityId || null,
        attachmentIds: attachmentIds.map(({ id }) => id),
      }
      setView(await api.organizations.saveRoleApplication({ body }, { idempotencyKey }))
      toast('已保存，核对后请确认')
      onSaved()
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
        <AttachmentField
          label="单位证件扫描件"
          isRequired
          hint="营业执照、事业单位法人证书等，照片或 PDF 都可以"
          {...form.files('attachmentIds')}
        />
        <Button kind="secondary" pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
          保存
        </Button>
      </View>
    </Card>
  )
}
