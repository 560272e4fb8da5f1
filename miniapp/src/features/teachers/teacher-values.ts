import type { TeacherView } from '@jijiao/shared/teachers'

/** A teacher as it is typed. The names are the contract's, so that the server's complaints land on their fields. */
export type TeacherValues = {
  readonly name: string
  /** Of an existing teacher empty keeps the number that the server has, like `phone`. */
  readonly residentId: string
  readonly phone: string
  readonly email: string
  readonly qualification: string
  readonly coursesTaught: string
  readonly introduction: string
}

export function teacherValuesOf(existing: TeacherView | null): TeacherValues {
  return {
    name: existing?.name ?? '',
    residentId: '',
    phone: '',
    email: existing?.email ?? '',
    qualification: existing?.qualification ?? '',
    coursesTaught: existing?.coursesTaught ?? '',
    introduction: existing?.introduction ?? '',
  }
}

export function checkTeacher(values: TeacherValues, isNew: boolean): { readonly [K in keyof TeacherValues]?: string } {
  return {
    name: values.name.trim() ? undefined : '请填写姓名',
    residentId: values.residentId.trim() || !isNew ? undefined : '请填写身份证号码',
    phone: values.phone.trim() || !isNew ? undefined : '请填写手机号',
  }
}

export function teacherDetails({ name, email, qualification, coursesTaught, introduction }: TeacherValues) {
  return {
    name,
    email: email.trim() || null,
    qualification: qualification || null,
    coursesTaught,
    introduction,
  }
}
