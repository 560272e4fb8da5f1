import type { TeacherAction, TeacherState } from './lifecycle'

export const TEACHER_STATE_LABELS: Readonly<Record<TeacherState, string>> = { enabled: '已启用', disabled: '已停用' }

export const TEACHER_ACTION_LABELS: Readonly<Record<TeacherAction, string>> = { enable: '启用', disable: '停用' }

/** In the order of the form. */
export const TEACHER_FIELD_LABELS = {
  name: '姓名',
  residentId: '身份证号',
  sex: '性别',
  phone: '手机号',
  email: '电子邮箱',
  qualification: '专业技术资格',
  coursesTaught: '授课课程',
  introduction: '个人简介',
} as const
