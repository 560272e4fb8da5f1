import { REMARK_MAX } from '@jijiao/shared/attendance'
import { View } from '@tarojs/components'
import { DateField, type Option, TextField, TimeField } from '../../ui'
import { OptionalSelect } from '../code-fields'
import type { LessonValues } from './timetable-values'

type LessonFieldsProps = {
  readonly value: LessonValues
  readonly teachers: readonly Option[]
  readonly complaint: (field: keyof LessonValues) => string | undefined
  readonly onChange: (value: LessonValues, changed: keyof LessonValues) => void
}

export function LessonFields({ value, teachers, complaint, onChange }: LessonFieldsProps) {
  const field = (of: keyof LessonValues) => ({
    value: value[of],
    onChange: (next: string) => onChange({ ...value, [of]: next }, of),
    error: complaint(of),
  })
  return (
    <View className="ui-form-grid">
      <DateField label="日期" {...field('heldOn')} />
      <OptionalSelect label="授课教师" options={teachers} {...field('teacherId')} />
      <TimeField label="开始时间" {...field('startsAt')} />
      <TimeField label="结束时间" {...field('endsAt')} />
      <View className="ui-form-whole">
        <TextField label="内容" optional maxLength={REMARK_MAX} placeholder="例如：安全生产法" {...field('remark')} />
      </View>
    </View>
  )
}
