import { TEACHER_FIELD_LABELS, type TeacherView } from '@jijiao/shared/teachers'
import { View } from '@tarojs/components'
import { TextField } from '../../ui'
import { QualificationField } from '../code-fields'
import type { Form } from '../forms'
import type { TeacherValues } from './teacher-values'

type TeacherFieldsProps = { readonly form: Form<TeacherValues>; readonly existing: TeacherView | null }

export function TeacherFields({ form, existing }: TeacherFieldsProps) {
  const kept = (masked: string | undefined) => (masked ? `现在是 ${masked}，要更换时再填` : undefined)
  return (
    <View className="ui-form-grid">
      <TextField label={TEACHER_FIELD_LABELS.name} maxLength={50} {...form.text('name')} />
      <TextField
        label={TEACHER_FIELD_LABELS.residentId}
        kind="idNumber"
        maxLength={18}
        optional={existing !== null}
        hint={kept(existing?.residentId)}
        {...form.text('residentId')}
      />
      <TextField
        label={TEACHER_FIELD_LABELS.phone}
        kind="phone"
        maxLength={20}
        optional={existing !== null}
        hint={kept(existing?.phone)}
        {...form.text('phone')}
      />
      <TextField label={TEACHER_FIELD_LABELS.email} optional maxLength={100} {...form.text('email')} />
      <QualificationField
        value={form.values.qualification}
        onChange={(qualification) => form.set('qualification', qualification)}
        error={form.errors.qualification}
      />
      <View className="ui-form-whole">
        <TextField
          label={TEACHER_FIELD_LABELS.coursesTaught}
          optional
          multiline
          maxLength={500}
          {...form.text('coursesTaught')}
        />
      </View>
      <View className="ui-form-whole">
        <TextField
          label={TEACHER_FIELD_LABELS.introduction}
          optional
          multiline
          maxLength={1000}
          {...form.text('introduction')}
        />
      </View>
    </View>
  )
}
