import type { RecordField, RecordFinding, RecordSource, RecordTrailResult, RecordTrailStep } from './constants'
import type { RecordAction, RecordState } from './lifecycle'

export const RECORD_STATE_LABELS: Readonly<Record<RecordState, string>> = {
  draft: '草稿',
  submitted: '待认定',
  returned: '已退案',
  recognized: '已认定',
  rejected: '已结案',
  superseded: '已被更正',
  revoked: '已撤销',
}

export const RECORD_ACTION_LABELS: Readonly<Record<RecordAction, string>> = {
  edit: '修改',
  remove: '删除',
  submit: '申报',
  confirm: '确认',
  withdraw: '撤回申报',
  approve: '同意',
  return: '不同意并退案',
  reject: '不同意并结案',
  correct: '更正',
  askRevocation: '申请撤销',
  decideRevocation: '审核撤销',
  supersede: '以更正替代',
}

export const RECORD_SOURCE_LABELS: Readonly<Record<RecordSource, string>> = {
  class: '培训班结班',
  unit: '单位申报',
  person: '个人申报',
  provider: '施教机构申报',
  import: '批量申报',
}

export const RECORD_TRAIL_STEP_LABELS: Readonly<Record<RecordTrailStep, string>> = {
  declaration: '申报',
  unit: '单位认定',
  industryAuthority: '行业主管部门认定',
  hrAuthority: '人社主管部门认定',
}

export const RECORD_TRAIL_RESULT_LABELS: Readonly<Record<RecordTrailResult, string>> = {
  submitted: '申报',
  withdrawn: '撤回',
  passedOn: '同意并上报',
  recognized: '同意',
  returned: '退案',
  rejected: '结案',
  superseded: '以更正替代',
  revocationAsked: '申请撤销',
  revocationRefused: '不同意撤销',
  revoked: '撤销',
}

export const RECORD_FIELD_LABELS: Readonly<Record<RecordField, string>> = {
  category: '课程类型',
  courseName: '课程名称',
  studyMode: '学习形式',
  startsOn: '开始日期',
  endsOn: '结束日期',
  days: '天数',
  assessmentResult: '考核结果',
  declaredTenths: '拟申报学时',
  reviewedTenths: '审核学时',
  providerName: '施教机构',
  year: '年度',
  yearReason: '年度说明',
  place: '地点',
  content: '学习内容',
  remark: '备注',
}

export const RECORD_FINDING_LABELS: Readonly<Record<RecordFinding, string>> = {
  sameCourse: '同一年度已有同一课程',
  dayCeiling: '超过每天学时上限',
  overlap: '学习日期重叠',
}
