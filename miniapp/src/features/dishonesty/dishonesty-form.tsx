import type { AttachmentView } from '@jijiao/shared/attachments'
import { DISHONESTY_FIELD_LABELS as LABELS, PERSON_DISHONESTY, UNIT_DISHONESTY } from '@jijiao/shared/dishonesty'
import { View } from '@tarojs/components'
import { api } from '../../api'
import { replace } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, FormError, SelectField, TextField, toast } from '../../ui'
import { AttachmentField } from '../attachments'
import { optionsOf } from '../code-fields'
import { useForm } from '../forms'
import { AppPage, useRole } from '../shell'
import { TraineePick } from '../trainees'
import { UnitPick } from '../unit-pick'

type Subject = { readonly id: string; readonly name: string }
type DishonestyValues = {
  readonly subject: Subject | null
  readonly category: string
  readonly content: string
  readonly evidence: string
  readonly attachmentIds: readonly AttachmentView[]
}

const TEXT_MAX = 1000

/** A unit records its trainees, an authority the units of its region. */
export function DishonestyFormPage() {
  const isOfPerson = useRole() === 'unit'
  const form = useForm<DishonestyValues>({
    initial: { subject: null, category: '', content: '', evidence: '', attachmentIds: [] },
    check: ({ subject, category, content }) => ({
      subject: subject ? undefined : '请选择失信主体',
      category: category ? undefined : '请选择失信类别',
      content: content.trim() ? undefined : '请填写失信内容',
    }),
    onRefused: scrollToTop,
    submit: async ({ subject, category, content, evidence, attachmentIds }, idempotencyKey) => {
      const id = subject?.id ?? ''
      const what = {
        category,
        content: content.trim(),
        evidence: evidence.trim(),
        attachmentIds: attachmentIds.map((attachment) => attachment.id),
      }
      const body = isOfPerson
        ? { subjectKind: 'person' as const, traineeId: id, ...what }
        : { subjectKind: 'unit' as const, organizationId: id, ...what }
      const saved = await api.dishonesty.record({ body }, { idempotencyKey })
      toast('已登记，告知当事方后对方才能看到')
      replace('dishonesty', { recordId: saved.id })
    },
  })
  const { values, errors } = form
  const pick = (subject: Subject | null) => form.set('subject', subject)
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      登记
    </Button>
  )
  return (
    <AppPage title="登记失信信息" footer={save}>
      <FormError message={form.message} details={form.details} />
      <Card title={isOfPerson ? LABELS.subjectName : undefined}>
        <View className="ui-stack">
          {errors.subject && <FormError message={errors.subject} />}
          {isOfPerson ? (
            <TraineePick value={values.subject} onChange={pick} />
          ) : (
            <UnitPick label={LABELS.subjectName} value={values.subject} onChange={pick} />
          )}
        </View>
      </Card>
      <Card title="失信情况">
        <View className="ui-stack">
          <SelectField
            label={LABELS.category}
            value={values.category || null}
            options={optionsOf(isOfPerson ? PERSON_DISHONESTY : UNIT_DISHONESTY)}
            onChange={(category) => form.set('category', category)}
            error={errors.category}
          />
          <TextField label={LABELS.content} multiline maxLength={TEXT_MAX} {...form.text('content')} />
          <TextField label={LABELS.evidence} optional multiline maxLength={TEXT_MAX} {...form.text('evidence')} />
          <AttachmentField
            label="证明材料"
            hint="通知当事方后，对方也能看到这些材料"
            {...form.files('attachmentIds')}
          />
        </View>
      </Card>
    </AppPage>
  )
}
