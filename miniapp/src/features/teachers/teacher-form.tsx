import type { TeacherView } from '@jijiao/shared/teachers'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { goBack } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, FormError, toast } from '../../ui'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'
import { TeacherFields } from './teacher-fields'
import { checkTeacher, teacherDetails, teacherValuesOf } from './teacher-values'

/** Adds a teacher, or changes the one with the id. */
export function TeacherForm({ teacherId }: { readonly teacherId: string | undefined }) {
  const remote = useRemote(teacherId ? `teacher:${teacherId}` : null, () =>
    api.teachers.get({ params: { teacherId: teacherId ?? '' } }),
  )
  if (!teacherId) return <Fields existing={null} />
  if (remote.data) return <Fields existing={remote.data} />
  return (
    <AppPage title="修改师资">
      <Loaded remote={remote}>{() => null}</Loaded>
    </AppPage>
  )
}

function Fields({ existing: given }: { readonly existing: TeacherView | null }) {
  // What is being changed: what is loaded afresh meanwhile must neither be overwritten unseen nor take what was typed.
  const [existing] = useState(given)
  const form = useForm({
    initial: teacherValuesOf(existing),
    check: (values) => checkTeacher(values, existing === null),
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const details = teacherDetails(values)
      const [residentId, phone] = [values.residentId.trim(), values.phone.trim()]
      if (existing) {
        const numbers = { ...(residentId && { residentId }), ...(phone && { phone }) }
        const body = { version: existing.version, ...details, ...numbers }
        await api.teachers.edit({ params: { teacherId: existing.id }, body }, { idempotencyKey })
      } else await api.teachers.add({ body: { ...details, residentId, phone } }, { idempotencyKey })
      toast('师资已保存')
      goBack()
    },
  })
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      {existing ? '保存修改' : '添加师资'}
    </Button>
  )
  return (
    <AppPage title={existing ? '修改师资' : '添加师资'} footer={save}>
      <FormError message={form.message} details={form.details} />
      <Card>
        <TeacherFields form={form} existing={existing} />
      </Card>
    </AppPage>
  )
}
