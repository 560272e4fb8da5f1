import type { TeacherView } from '@jijiao/shared/teachers'
import { api } from '../../api'
import { ConfirmSheet, FormError } from '../../ui'
import { useForm } from '../forms'
import { TeacherFields } from './teacher-fields'
import { checkTeacher, teacherDetails, teacherValuesOf } from './teacher-values'

type NewTeacherSheetProps = { readonly onAdded: (teacher: TeacherView) => void; readonly onDismiss: () => void }

/** A teacher that is not there yet, added without leaving the form that asks for one. */
export function NewTeacherSheet({ onAdded, onDismiss }: NewTeacherSheetProps) {
  const form = useForm({
    initial: teacherValuesOf(null),
    check: (values) => checkTeacher(values, true),
    submit: async (values, idempotencyKey) => {
      const body = { ...teacherDetails(values), residentId: values.residentId.trim(), phone: values.phone.trim() }
      onAdded(await api.teachers.add({ body }, { idempotencyKey }))
    },
  })
  return (
    <ConfirmSheet
      open
      title="新增师资"
      message="保存后就选为这个班的班主任，以后也可以选用。"
      confirmText="保存并选用"
      pending={form.isPending}
      onConfirm={form.send}
      onDismiss={onDismiss}
    >
      <FormError message={form.message} details={form.details} />
      <TeacherFields form={form} existing={null} />
    </ConfirmSheet>
  )
}
