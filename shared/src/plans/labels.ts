import type { PlanField, PlannedClassField, TrailResult, TrailStep } from './constants'
import type { PlanAction, PlanState } from './lifecycle'

export const PLAN_STATE_LABELS: Readonly<Record<PlanState, string>> = {
  draft: '草稿',
  submitted: '审核中',
  returned: '已退案',
  approved: '已通过',
  rejected: '已结案',
}

export const PLAN_ACTION_LABELS: Readonly<Record<PlanAction, string>> = {
  edit: '修改',
  remove: '删除',
  submit: '送审',
  withdraw: '撤回送审',
  approve: '同意',
  return: '退案',
  reject: '不同意并结案',
}

export const TRAIL_STEP_LABELS: Readonly<Record<TrailStep, string>> = {
  declaration: '单位申报',
  industryAuthority: '行业主管部门审核',
  hrAuthority: '人社主管部门审核',
}

export const TRAIL_RESULT_LABELS: Readonly<Record<TrailResult, string>> = {
  submitted: '送审',
  withdrawn: '撤回',
  approved: '同意',
  returned: '退案',
  rejected: '结案',
}

export const PLAN_FIELD_LABELS: Readonly<Record<PlanField, string>> = {
  courseName: '课程名称',
  year: '年度',
  name: '计划名称',
  trainingDays: '培训天数',
  creditHourTenths: '学时',
  startsOn: '开始日期',
  endsOn: '结束日期',
  content: '培训内容',
  audience: '培训对象',
  remark: '备注',
}

export const PLANNED_CLASS_FIELD_LABELS: Readonly<Record<PlannedClassField, string>> = {
  name: '培训班名称',
  startsOn: '计划开班日期',
  endsOn: '学习结束日期',
  plannedNumber: '计划人数',
  studyMode: '学习形式',
  examType: '考试形式',
  place: '培训地点',
  timetable: '课程安排',
  headTeacher: '班主任',
  teachers: '授课教师',
  subjects: '考核科目',
}
