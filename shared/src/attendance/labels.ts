import type { MarkFlag, MarkSource, MarkState, ScanDecision, SessionState } from './constants'

export const SESSION_STATE_LABELS: Readonly<Record<SessionState, string>> = {
  planned: '未开始',
  open: '签到中',
  closed: '已结束',
  cancelled: '已取消',
}

export const MARK_STATE_LABELS: Readonly<Record<MarkState, string>> = {
  present: '已到',
  late: '迟到',
  leave: '请假',
  absent: '缺勤',
}

export const MARK_SOURCE_LABELS: Readonly<Record<MarkSource, string>> = {
  scan: '扫码',
  digits: '输入数字',
  kept: '离线扫码',
  manual: '经办人登记',
  leaveRequest: '请假获准',
}

export const MARK_FLAG_LABELS: Readonly<Record<MarkFlag, string>> = {
  sentLate: '离线扫码，联网后补传',
  beyondLimit: '补传时间超出规定',
  sharedDevice: '与他人使用同一部手机',
  outsidePlace: '不在规定地点',
  withoutPlace: '未提供位置',
  scannedAfterManual: '登记后本人又扫码',
}

export const SCAN_DECISION_LABELS: Readonly<Record<ScanDecision, string>> = {
  pending: '待经办人确认',
  accepted: '已认可',
  refused: '未认可',
}
