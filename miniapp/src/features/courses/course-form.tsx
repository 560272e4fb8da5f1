import { QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import { COURSE_FIELD_LABELS, type CourseView } from '@jijiao/shared/courses'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { goBack } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, FormError, SelectField, TextField, toast } from '../../ui'
import { today } from '../calendar'
import { optionsOf } from '../code-fields'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'

/** Offers a course, or changes the one with the id. */
export function CourseForm({ courseId }: { readonly courseId: string | undefined }) {
  const remote = useRemote(courseId ? `course:${courseId}` : null, () =>
    api.courses.get({ params: { courseId: courseId ?? '' } }),
  )
  if (!courseId) return <Fields existing={null} />
  if (remote.data) return <Fields existing={remote.data} />
  return (
    <AppPage title="修改课程">
      <Loaded remote={remote}>{() => null}</Loaded>
    </AppPage>
  )
}

function Fields({ existing: given }: { readonly existing: CourseView | null }) {
  // What is being changed: what is loaded afresh meanwhile must neither be overwritten unseen nor take what was typed.
  const [existing] = useState(given)
  const form = useForm({
    initial: {
      series: existing?.series ?? '',
      year: String(existing?.year ?? today().slice(0, 4)),
      name: existing?.name ?? '',
      content: existing?.content ?? '',
    },
    check: ({ series, year, name, content }) => ({
      series: series ? undefined : '请选择职称系列',
      year: /^2\d{3}$/.test(year) ? undefined : '请填写四位数的年度',
      name: name.trim() ? undefined : '请填写课程名称',
      content: content.trim() ? undefined : '请填写学习内容',
    }),
    onRefused: scrollToTop,
    submit: async ({ year, ...texts }, idempotencyKey) => {
      const body = { ...texts, year: Number(year) }
      if (existing) {
        const change = { ...body, version: existing.version }
        await api.courses.edit({ params: { courseId: existing.id }, body: change }, { idempotencyKey })
      } else await api.courses.create({ body }, { idempotencyKey })
      toast('课程已保存')
      goBack()
    },
  })
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      {existing ? '保存修改' : '新建课程'}
    </Button>
  )
  return (
    <AppPage title={existing ? '修改课程' : '新建课程'} footer={save}>
      <FormError message={form.message} details={form.details} />
      <Card>
        <View className="ui-form-grid">
          <TextField label={COURSE_FIELD_LABELS.name} maxLength={100} {...form.text('name')} />
          <TextField label={COURSE_FIELD_LABELS.year} kind="digits" maxLength={4} {...form.text('year')} />
          <SelectField
            label={COURSE_FIELD_LABELS.series}
            value={form.values.series || null}
            options={optionsOf(QUALIFICATION_SERIES)}
            onChange={(series) => form.set('series', series)}
            error={form.errors.series}
          />
          <View className="ui-form-whole">
            <TextField
              label={COURSE_FIELD_LABELS.content}
              multiline
              maxLength={2000}
              hint="单位选课时可以查看"
              {...form.text('content')}
            />
          </View>
        </View>
      </Card>
    </AppPage>
  )
}
