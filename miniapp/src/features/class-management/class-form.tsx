import { type ClassView, COURSE_CATEGORIES, COURSE_CATEGORY_LABELS } from '@jijiao/shared/classes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, DateField, FormError, SelectField, TextField } from '../../ui'
import { useForm } from '../forms'
import { AppPage } from '../shell'
import { checkClass, classBody, valuesOf } from './class-values'

const CATEGORIES = COURSE_CATEGORIES.map((value) => ({ value, label: COURSE_CATEGORY_LABELS[value] }))

type ClassFormProps = {
  /** The class to change; null creates one. */
  readonly existing: ClassView | null
  readonly onSaved: (saved: ClassView) => void
}

export function ClassForm({ existing: given, onSaved }: ClassFormProps) {
  // What is being changed: what is loaded afresh meanwhile must neither be overwritten unseen nor take what was typed.
  const [existing] = useState(given)
  const form = useForm({
    initial: valuesOf(existing),
    check: checkClass,
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const body = classBody(values)
      const saved = existing
        ? await api.classes.edit(
            { params: { classId: existing.id }, body: { ...body, version: existing.version } },
            { idempotencyKey },
          )
        : await api.classes.create({ body }, { idempotencyKey })
      onSaved(saved)
    },
  })
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      {existing ? '保存修改' : '建立培训班'}
    </Button>
  )
  return (
    <AppPage title={existing ? '修改培训班' : '新建培训班'} footer={save}>
      <FormError message={form.message} details={form.details} />
      <Card>
        <View className="ui-stack">
          <TextField
            label="培训班名称"
            maxLength={100}
            placeholder="例如：2026 年第一期安全生产培训班"
            {...form.text('name')}
          />
          <SelectField
            label="科目类型"
            value={form.values.category}
            options={CATEGORIES}
            onChange={(category) => form.set('category', category)}
            error={form.errors.category}
          />
          <TextField label="课程名称" maxLength={100} {...form.text('courseName')} />
          <DateField label="开始日期" {...form.text('startsOn')} />
          <DateField label="结束日期" start={form.values.startsOn} {...form.text('endsOn')} />
          <TextField
            label="计划人数"
            kind="digits"
            maxLength={4}
            hint="录入的学员不能超过这个人数"
            {...form.text('plannedNumber')}
          />
          <TextField label="培训地点" maxLength={500} placeholder="签到时学员会看到" {...form.text('place')} />
          <TextField
            label="学时"
            kind="number"
            maxLength={6}
            hint="合格学员得到的学时，最多一位小数"
            {...form.text('creditHourTenths')}
          />
        </View>
      </Card>
    </AppPage>
  )
}
