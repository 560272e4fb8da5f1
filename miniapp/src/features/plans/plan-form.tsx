import { PLAN_FIELD_LABELS as LABELS, type PlanView } from '@jijiao/shared/plans'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, DateField, FormError, TextField } from '../../ui'
import { AttachmentField } from '../attachments'
import { CoursePicker } from '../courses'
import { useForm } from '../forms'
import { AppPage } from '../shell'
import { checkPlan, type PlanValues, planBody, planValuesOf } from './plan-values'
import { PlannedClasses } from './planned-classes'

type PlanFormProps = {
  /** The plan to change; null drafts one. */
  readonly existing: PlanView | null
  readonly onSaved: (saved: PlanView) => void
}

/** A plan with its classes, teachers and subjects, on one page. */
export function PlanForm({ existing: given, onSaved }: PlanFormProps) {
  // What is being changed: what is loaded afresh meanwhile must neither be overwritten unseen nor take what was typed.
  const [existing] = useState(given)
  const form = useForm<PlanValues>({
    initial: planValuesOf(existing),
    check: checkPlan,
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const body = planBody(values)
      const saved = existing
        ? await api.plans.edit(
            { params: { planId: existing.id }, body: { ...body, version: existing.version } },
            { idempotencyKey },
          )
        : await api.plans.create({ body }, { idempotencyKey })
      onSaved(saved)
    },
  })
  const { values, errors } = form
  const [isPicking, setPicking] = useState(values.courseId === null)
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      {existing ? '保存修改' : '保存草稿'}
    </Button>
  )
  return (
    <AppPage title={existing ? '修改课程计划' : '新建课程计划'} footer={save}>
      <FormError message={form.message} details={form.details} />
      <Card title="课程">
        <View className="ui-stack">
          {errors.courseId && <FormError message={errors.courseId} />}
          {values.courseId && (
            <View className="ui-row">
              <Text className="ui-list-main ui-strong">{`${values.courseId.name}（${values.courseId.year} 年）`}</Text>
              {!isPicking && (
                <Button kind="secondary" small onPress={() => setPicking(true)}>
                  换一门课程
                </Button>
              )}
            </View>
          )}
          {isPicking && (
            <CoursePicker
              onPick={({ id, name, year }) => {
                form.set('courseId', { id, name, year })
                form.set('year', String(year))
                setPicking(false)
              }}
            />
          )}
        </View>
      </Card>
      <Card title="计划">
        <View className="ui-form-grid">
          <TextField label={LABELS.name} maxLength={100} {...form.text('name')} />
          <TextField label={LABELS.year} kind="digits" maxLength={4} {...form.text('year')} />
          <DateField label={LABELS.startsOn} {...form.text('startsOn')} />
          <DateField label={LABELS.endsOn} start={values.startsOn} {...form.text('endsOn')} />
          <TextField label={LABELS.trainingDays} kind="digits" maxLength={3} {...form.text('trainingDays')} />
          <TextField
            label={LABELS.creditHourTenths}
            kind="number"
            optional
            maxLength={6}
            hint="不填写时按每天 6 学时计算"
            {...form.text('creditHourTenths')}
          />
          <View className="ui-form-whole ui-stack">
            <TextField label={LABELS.content} optional multiline maxLength={500} {...form.text('content')} />
            <TextField label={LABELS.audience} optional multiline maxLength={500} {...form.text('audience')} />
            <TextField label={LABELS.remark} optional multiline maxLength={500} {...form.text('remark')} />
            <AttachmentField
              label="附件"
              hint="培训方案、课程表、师资证明等，照片、PDF、Word 或 Excel"
              {...form.files('attachmentIds')}
            />
          </View>
        </View>
      </Card>
      <PlannedClasses
        values={values}
        errors={errors}
        onChange={(classes, part) => form.set('classes', classes, part)}
      />
    </AppPage>
  )
}
