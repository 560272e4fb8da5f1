import type { CourseCategory, EnrollmentTab, LeaveRule } from './constants'
import type { ClassAction, ClassState } from './lifecycle'

export const CLASS_STATE_LABELS: Readonly<Record<ClassState, string>> = {
  planned: '未开班',
  open: '已开班',
  closed: '已结班',
  cancelled: '已取消',
}

export const CLASS_ACTION_LABELS: Readonly<Record<ClassAction, string>> = {
  open: '开班',
  close: '结班',
  reopen: '重新开班',
  cancel: '取消培训班',
}

export const COURSE_CATEGORY_LABELS: Readonly<Record<CourseCategory, string>> = {
  public: '公需课',
  professional: '专业课',
  elective: '个人选修',
}

export const LEAVE_RULE_LABELS: Readonly<Record<LeaveRule, string>> = {
  counts: '请假计入出勤',
  doesNotCount: '请假不计出勤',
}

export const ENROLLMENT_TAB_LABELS: Readonly<Record<EnrollmentTab, string>> = {
  enrolled: '已录入',
  candidates: '未录入',
}
