import { RECORD_FIELD_LABELS as LABELS, type RecordView } from '@jijiao/shared/credit-records'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, FormError, Picked, TextField, toast } from '../../ui'
import { ReasonField } from '../decisions'
import { useForm } from '../forms'
import { checkRecord, RecordFields, type RecordValues, recordBody, recordValuesOf } from '../my-records'
import { AppPage, useRole } from '../shell'
import { TraineePick } from '../trainees'

type StaffRecordValues = RecordValues & {
  readonly traineeId: { readonly id: string; readonly name: string } | null
  /** As a provider knows the person. */
  readonly traineeName: string
  readonly residentId: string
  /** Typed in hours; empty: not reviewed. */
  readonly reviewedTenths: string
  /** Of a correction. */
  readonly reason: string
}

const CORRECTION_REASONS = ['学时填写有误', '学习时间填写有误', '课程类型填写有误', '年度填写有误']
const REASON_MAX = 200

type StaffRecordFormProps = {
  readonly existing: RecordView | null
  readonly isCorrection: boolean
  readonly onSaved: (saved: RecordView) => void
}

/** A record that a unit or a provider declares for somebody. */
export function StaffRecordForm({ existing: given, isCorrection, onSaved }: StaffRecordFormProps) {
  // The version that is being changed; what is loaded afresh meanwhile must not be overwritten unseen.
  const [existing] = useState(given)
  const isProvider = useRole() === 'provider'
  const form = useForm<StaffRecordValues>({
    initial: {
      ...recordValuesOf(existing),
      traineeId: existing?.trainee ?? null,
      traineeName: '',
      residentId: '',
      reviewedTenths: existing?.reviewedTenths ? String(existing.reviewedTenths / 10) : '',
      reason: '',
    },
    check: (values) => ({ ...checkRecord(values), ...checkOwn(values, { isProvider, isCorrection, existing }) }),
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const { traineeId, traineeName, residentId, reviewedTenths, reason, ...content } = values
      const body = {
        ...recordBody(content, existing),
        reviewedTenths: reviewedTenths.trim() ? Math.round(Number(reviewedTenths) * 10) : null,
      }
      const options = { idempotencyKey }
      if (!existing) {
        const whom = isProvider
          ? { traineeName: traineeName.trim(), residentId: residentId.trim() }
          : { traineeId: traineeId?.id }
        onSaved(await api.creditRecords.create({ body: { ...body, ...whom } }, options))
        toast('草稿已保存')
        return
      }
      const params = { recordId: existing.id }
      const { version } = existing
      onSaved(
        isCorrection
          ? await api.creditRecords.correct({ params, body: { ...body, version, reason: reason.trim() } }, options)
          : await api.creditRecords.edit({ params, body: { ...body, version } }, options),
      )
      toast('草稿已保存')
    },
  })
  const { values, errors } = form
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      {isCorrection ? '保存更正' : '保存草稿'}
    </Button>
  )
  return (
    <AppPage title={isCorrection ? '更正学时记录' : existing ? '修改学时记录' : '申报学时'} footer={save}>
      <FormError message={form.message} details={form.details} />
      {isCorrection && (
        <Card title="为什么更正">
          <ReasonField
            label="更正的原因"
            ready={CORRECTION_REASONS}
            maxLength={REASON_MAX}
            value={values.reason}
            onChange={(reason) => form.set('reason', reason)}
            error={errors.reason}
          />
        </Card>
      )}
      <Card title="学员">
        <View className="ui-stack">
          {errors.traineeId && <FormError message={errors.traineeId} />}
          {existing ? (
            <Picked name={existing.trainee.name} what="学员" />
          ) : isProvider ? (
            <>
              <TextField label="姓名" maxLength={50} {...form.text('traineeName')} />
              <TextField label="身份证号" kind="idNumber" maxLength={18} {...form.text('residentId')} />
            </>
          ) : (
            <TraineePick value={values.traineeId} onChange={(trainee) => form.set('traineeId', trainee)} />
          )}
        </View>
      </Card>
      <RecordFields
        form={{
          values,
          errors,
          set: (name, value) => form.set(name, value as StaffRecordValues[typeof name]),
          text: (name) => form.text(name),
          files: (name) => form.files(name),
        }}
      />
      <Card title="单位审核">
        <TextField
          label={LABELS.reviewedTenths}
          kind="number"
          optional
          maxLength={6}
          hint="核对材料后的学时，不超过拟申报学时；不填写就按申报的学时"
          {...form.text('reviewedTenths')}
        />
      </Card>
    </AppPage>
  )
}

type Situation = {
  readonly isProvider: boolean
  readonly isCorrection: boolean
  readonly existing: RecordView | null
}

function checkOwn(values: StaffRecordValues, { isProvider, isCorrection, existing }: Situation) {
  const isNew = existing === null
  const reviewed = values.reviewedTenths.trim()
  return {
    traineeId: isNew && !isProvider && !values.traineeId ? '请选择学员' : undefined,
    traineeName: isNew && isProvider && !values.traineeName.trim() ? '请填写姓名' : undefined,
    residentId: isNew && isProvider && !values.residentId.trim() ? '请填写身份证号' : undefined,
    reviewedTenths: reviewed === '' || /^\d{1,4}(\.\d)?$/.test(reviewed) ? undefined : '请填写学时，最多一位小数',
    reason: isCorrection && !values.reason.trim() ? '请填写更正的原因' : undefined,
  }
}
