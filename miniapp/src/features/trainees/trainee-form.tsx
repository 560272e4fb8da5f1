import { PROFILE_FIELD_LABELS } from '@jijiao/shared/affiliations'
import { EDUCATIONS } from '@jijiao/shared/codes'
import { ProblemError } from '@jijiao/shared/http'
import {
  checkMobileNumber,
  checkResidentId,
  MOBILE_NUMBER_MESSAGES,
  RESIDENT_ID_MESSAGES,
} from '@jijiao/shared/identifiers'
import type { TraineeProfileView } from '@jijiao/shared/trainees'
import { View } from '@tarojs/components'
import { api } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Banner, Button, Card, FormError, SelectField, TextField } from '../../ui'
import { optionsOf } from '../code-fields'
import { useForm } from '../forms'
import { inputOf, OptionalFields, type ProfileValues, valuesOf } from '../profile'
import { AppPage } from '../shell'

type TraineeValues = ProfileValues & { readonly name: string; readonly residentId: string }

const EMPTY = {
  education: null,
  series: [],
  ethnicity: null,
  nativePlace: null,
  degree: null,
  school: null,
  major: null,
  graduatedOn: null,
  workStartedOn: null,
  email: null,
  qualification: null,
  qualifiedOn: null,
  profession: null,
  regionCode: null,
  postalCode: null,
  address: null,
}
/** Nobody at work was born before it. */
const EARLIEST_DAY = '1930-01-01'

type TraineeFormProps = {
  readonly existing: TraineeProfileView | null
  readonly onSaved: (saved: TraineeProfileView) => void
  /** Changed elsewhere meanwhile; what was typed stays, and the next attempt counts on what is there now. */
  readonly onConflict?: () => Promise<void>
}

export function TraineeForm({ existing, onSaved, onConflict }: TraineeFormProps) {
  const form = useForm<TraineeValues>({
    initial: { ...valuesOf(existing ?? EMPTY), name: existing?.name ?? '', residentId: '' },
    check: (values) => check(values, existing),
    onRefused: scrollToTop,
    submit: async ({ name, residentId, ...values }, idempotencyKey) => {
      const { version, ...body } = inputOf(values, existing?.version ?? 0)
      if (!existing) {
        const added = { ...body, name: name.trim(), residentId: residentId.trim() }
        onSaved(await api.trainees.add({ body: added }, { idempotencyKey }))
        return
      }
      const mayRename = !existing.isRealName && name.trim() !== existing.name
      const changed = { ...body, version, ...(mayRename ? { name: name.trim() } : {}) }
      try {
        onSaved(await api.trainees.edit({ params: { traineeId: existing.id }, body: changed }, { idempotencyKey }))
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'state_conflict') await onConflict?.()
        throw error
      }
    },
  })
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      {existing ? '保存修改' : '添加学员'}
    </Button>
  )
  return (
    <AppPage title={existing ? '修改学员信息' : '添加学员'} footer={save}>
      {!existing && (
        <Banner tone="info" icon="info">
          添加后立即成为本单位学员，本人会收到通知；不是本单位的，本人可以提出异议
        </Banner>
      )}
      <FormError message={form.message} details={form.details} />
      <Card title="必填信息">
        <View className="ui-form-grid">
          <TextField
            label={PROFILE_FIELD_LABELS.name}
            maxLength={50}
            disabled={existing?.isRealName}
            hint={existing?.isRealName ? '本人已实名认证，姓名不能修改' : undefined}
            {...form.text('name')}
          />
          {existing ? (
            <TextField
              label={PROFILE_FIELD_LABELS.residentId}
              value={existing.residentId}
              disabled
              onChange={() => undefined}
            />
          ) : (
            <TextField
              label={PROFILE_FIELD_LABELS.residentId}
              kind="idNumber"
              maxLength={18}
              hint="性别和出生日期由身份证号码得出"
              {...form.text('residentId')}
            />
          )}
          <TextField
            label={PROFILE_FIELD_LABELS.phone}
            kind="phone"
            maxLength={20}
            optional={!existing?.phone}
            hint={existing?.phone ? `现在是 ${existing.phone}，不换号码就不用填` : undefined}
            {...form.text('phone')}
          />
          <SelectField
            label={PROFILE_FIELD_LABELS.education}
            value={form.values.education || null}
            options={optionsOf(EDUCATIONS)}
            onChange={(education) => form.set('education', education)}
            error={form.errors.education}
          />
        </View>
      </Card>
      <OptionalFields
        form={{
          values: form.values,
          errors: form.errors,
          set: (name, value) => form.set(name, value as TraineeValues[typeof name]),
          text: (name) => form.text(name),
        }}
        birthDate={existing?.birthDate ?? EARLIEST_DAY}
      />
    </AppPage>
  )
}

function check({ name, residentId, phone, education }: TraineeValues, existing: TraineeProfileView | null) {
  const id = existing ? null : checkResidentId(residentId, { on: new Date() })
  const number = phone.trim() ? checkMobileNumber(phone) : null
  return {
    name: name.trim() ? undefined : '请填写姓名',
    residentId: id && !id.ok ? RESIDENT_ID_MESSAGES[id.problem] : undefined,
    phone: number && !number.ok ? MOBILE_NUMBER_MESSAGES[number.problem] : undefined,
    education: education ? undefined : '请选择最高学历',
  }
}
