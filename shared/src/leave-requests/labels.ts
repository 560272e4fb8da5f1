import type { LeaveDecision, LeaveState } from './lifecycle'

export const LEAVE_STATE_LABELS: Readonly<Record<LeaveState, string>> = {
  pending: '待批准',
  approved: '已批准',
  refused: '未批准',
  withdrawn: '已撤回',
  lapsed: '考勤取消，已失效',
}

export const LEAVE_DECISION_LABELS: Readonly<Record<LeaveDecision, string>> = {
  approve: '批准',
  refuse: '不批准',
}
