import { EXAM_TYPES, STUDY_MODES } from '@jijiao/shared/codes'
import { PLANNED_CLASS_FIELD_LABELS as LABELS } from '@jijiao/shared/plans'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button, DateField, type Option, SelectField, TextField } from '../../ui'
import { ManyField, optionsOf } from '../code-fields'
import { NewTeacherSheet } from '../teachers'
import type { PlannedClassValues } from './plan-values'

type PlannedClassFieldsProps = {
  readonly value: PlannedClassValues
  readonly onChange: (value: PlannedClassValues, changed: keyof PlannedClassValues) => void
  readonly complaint: (field: keyof PlannedClassValues) => string | undefined
  /** The unit's enabled teachers. */
  readonly teachers: readonly Option[]
  /** There is one more to pick. */
  readonly onTeacherAdded: () => Promise<void>
}

/** One class of a plan. */
export function PlannedClassFields({ value, onChange, complaint, teachers, onTeacherAdded }: PlannedClassFieldsProps) {
  const [isAdding, setAdding] = useState(false)
  const set = <K extends keyof PlannedClassValues>(field: K, next: PlannedClassValues[K]) =>
    onChange({ ...value, [field]: next }, field)
  type TextName = Exclude<keyof PlannedClassValues, 'id' | 'teacherIds'>
  const text = (field: TextName) => ({
    value: value[field],
    onChange: (next: string) => set(field, next),
    error: complaint(field),
  })
  const choice = (field: TextName) => ({ ...text(field), value: value[field] || null })
  return (
    <View className="ui-form-grid">
      <TextField label={LABELS.name} maxLength={100} {...text('name')} />
      <TextField label={LABELS.plannedNumber} kind="digits" maxLength={4} {...text('plannedNumber')} />
      <DateField label={LABELS.startsOn} {...text('startsOn')} />
      <DateField label={LABELS.endsOn} start={value.startsOn} {...text('endsOn')} />
      <SelectField label={LABELS.studyMode} options={optionsOf(STUDY_MODES)} {...choice('studyMode')} />
      <SelectField label={LABELS.examType} options={optionsOf(EXAM_TYPES)} {...choice('examType')} />
      <TextField label={LABELS.place} maxLength={500} {...text('place')} />
      <TextField label={LABELS.subjects} optional maxLength={500} hint="多个科目用顿号分开" {...text('subjects')} />
      <View className="ui-stack">
        <SelectField
          label={LABELS.headTeacher}
          options={teachers}
          placeholder={teachers.length > 0 ? '请选择' : '还没有启用的师资'}
          {...choice('headTeacherId')}
        />
        <View className="ui-actions">
          <Button kind="secondary" small icon="plus" onPress={() => setAdding(true)}>
            不在名单里，新增一位
          </Button>
        </View>
      </View>
      <ManyField
        label={LABELS.teachers}
        hint="可以选多位，点已选的可移除"
        most={50}
        value={value.teacherIds}
        options={teachers}
        onChange={(teacherIds) => set('teacherIds', teacherIds)}
        error={complaint('teacherIds')}
      />
      <View className="ui-form-whole">
        <TextField label={LABELS.timetable} optional multiline maxLength={500} {...text('timetable')} />
      </View>
      {isAdding && (
        <NewTeacherSheet
          onAdded={(teacher) => {
            setAdding(false)
            set('headTeacherId', teacher.id)
            void onTeacherAdded()
          }}
          onDismiss={() => setAdding(false)}
        />
      )}
    </View>
  )
}
