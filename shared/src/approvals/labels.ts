import type { ApprovalDecision, ApprovalKind } from './constants'

export const APPROVAL_KIND_LABELS: Readonly<Record<ApprovalKind, string>> = {
  affiliationRequest: '绑定申请',
  dispute: '绑定异议',
  leaveRequest: '请假申请',
  lateScan: '补传签到',
  plan: '课程计划',
  roleApplication: '角色申请',
  recordConfirmation: '待确认的申报',
  creditRecord: '继续教育记录',
  revocation: '撤销记录',
  ruleSet: '学时要求',
  legacyClaim: '旧单位认领',
  dataRequest: '个人信息申请',
}

const DECISION_LABELS: Readonly<Record<ApprovalDecision, string>> = {
  approve: '同意',
  return: '退回修改',
  refuse: '不同意',
}

const OWN_DECISION_LABELS: Partial<Record<ApprovalKind, Partial<Record<ApprovalDecision, string>>>> = {
  dispute: { approve: '异议成立', refuse: '异议不成立' },
  lateScan: { approve: '认可', refuse: '不认可' },
  plan: { return: '退案', refuse: '不同意并结案' },
  recordConfirmation: { approve: '确认' },
  creditRecord: { approve: '认定', return: '退案', refuse: '不予认定' },
  ruleSet: { approve: '核对无误' },
  legacyClaim: { approve: '归认领单位', refuse: '维持现状' },
}

/** What a decision is called with this kind of thing; without a kind in general. */
export const approvalDecisionLabel = (decision: ApprovalDecision, kind?: ApprovalKind): string =>
  (kind && OWN_DECISION_LABELS[kind]?.[decision]) ?? DECISION_LABELS[decision]
