import type { ApprovalDecision, ApprovalKind } from './constants'

export const APPROVAL_KIND_LABELS: Readonly<Record<ApprovalKind, string>> = {
  affiliationRequest: '绑定申请',
  dispute: '绑定异议',
  leaveRequest: '请假申请',
  plan: '课程计划',
  roleApplication: '角色申请',
  creditRecord: '继续教育记录',
  revocation: '撤销记录',
}

const DECISION_LABELS: Readonly<Record<ApprovalDecision, string>> = {
  approve: '同意',
  return: '退回修改',
  refuse: '不同意',
}

const OWN_DECISION_LABELS: Partial<Record<ApprovalKind, Partial<Record<ApprovalDecision, string>>>> = {
  dispute: { approve: '异议成立', refuse: '异议不成立' },
  plan: { return: '退案', refuse: '不同意并结案' },
  creditRecord: { approve: '认定', return: '退案', refuse: '不予认定' },
}

/** What a decision is called with this kind of thing; without a kind in general. */
export const approvalDecisionLabel = (decision: ApprovalDecision, kind?: ApprovalKind): string =>
  (kind && OWN_DECISION_LABELS[kind]?.[decision]) ?? DECISION_LABELS[decision]
