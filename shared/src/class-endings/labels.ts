import type { ClassOutcome, ClosingBlocker, OutcomeFilter } from './constants'

export const CLASS_OUTCOME_LABELS: Readonly<Record<ClassOutcome, string>> = {
  recognized: '认定学时',
  submitted: '已申报，待认定',
  noResult: '未录入成绩',
  failed: '考核不合格',
  belowLeastShare: '出勤率未达到要求',
  noCreditHours: '培训班没有学时',
  courseAlreadyCounted: '同一年度已认定过这门课程',
  dayCeilingExceeded: '超过每天的学时上限',
  recordExists: '已有这个培训班的记录',
  noUnit: '没有绑定单位，绑定后再申报',
}

export const CLOSING_BLOCKER_LABELS: Readonly<Record<ClosingBlocker, string>> = {
  missingResults: '还有学员没有录入成绩',
  openSessions: '还有考勤没有结束',
  undecidedScans: '还有补传的签到等待确认',
  pendingLeave: '还有请假申请等待处理',
  noRollCall: '培训班要求出勤率，但没有举行过考勤',
}

export const OUTCOME_FILTER_LABELS: Readonly<Record<OutcomeFilter, string>> = {
  all: '全部',
  earning: '可获学时',
  notEarning: '不获学时',
}
