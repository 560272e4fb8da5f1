import type { CourseAction, CourseState } from './lifecycle'

export const COURSE_STATE_LABELS: Readonly<Record<CourseState, string>> = { offered: '可选', retired: '已停用' }

export const COURSE_ACTION_LABELS: Readonly<Record<CourseAction, string>> = { retire: '停用课程' }

/** In the order of the form. */
export const COURSE_FIELD_LABELS = {
  authority: '行业主管部门',
  series: '职称系列',
  year: '年度',
  name: '课程名称',
  content: '学习内容',
} as const
