/** Everything that waits for an operator's decision. */
export const APPROVAL_KINDS = [
  'affiliationRequest',
  'dispute',
  'leaveRequest',
  'lateScan',
  'plan',
  'roleApplication',
  'recordConfirmation',
  'creditRecord',
  'revocation',
  'ruleSet',
  'legacyClaim',
  'dataRequest',
] as const
export type ApprovalKind = (typeof APPROVAL_KINDS)[number]

/** What can be decided in a batch of any kinds. `return`: to be mended and asked again. */
export const APPROVAL_DECISIONS = ['approve', 'return', 'refuse'] as const
export type ApprovalDecision = (typeof APPROVAL_DECISIONS)[number]

export const DECISIONS_OF: Readonly<Record<ApprovalKind, readonly ApprovalDecision[]>> = {
  affiliationRequest: ['approve', 'refuse'],
  dispute: ['approve', 'refuse'],
  leaveRequest: ['approve', 'refuse'],
  lateScan: ['approve', 'refuse'],
  plan: ['approve', 'return', 'refuse'],
  roleApplication: ['approve', 'return'],
  recordConfirmation: ['approve'],
  creditRecord: ['approve', 'return', 'refuse'],
  revocation: ['approve', 'refuse'],
  ruleSet: ['approve'],
  legacyClaim: ['approve', 'refuse'],
  // A refusal needs its legal ground, which a batch cannot ask for.
  dataRequest: ['approve'],
}

/** Decided with a reason whichever way it goes. */
export const REASONED_KINDS = ['dispute', 'ruleSet', 'legacyClaim'] as const satisfies readonly ApprovalKind[]
export type ReasonedKind = (typeof REASONED_KINDS)[number]

/** Within how many working days each kind should be decided. */
export const WORKING_DAYS_ALLOWED: Readonly<Record<ApprovalKind, number>> = {
  affiliationRequest: 5,
  dispute: 5,
  leaveRequest: 2,
  lateScan: 2,
  plan: 10,
  roleApplication: 5,
  recordConfirmation: 5,
  creditRecord: 10,
  revocation: 10,
  ruleSet: 20,
  legacyClaim: 10,
  dataRequest: 15,
}

/** The pages of the mini-program where a thing is looked at and decided; the client knows their addresses. */
export const APPROVAL_PAGES = [
  'affiliationRequests',
  'disputes',
  'leaveRequests',
  'planReview',
  'roleApplications',
  'record',
  'roll',
  'ruleSet',
  'legacyClaims',
  'dataRequest',
] as const
export type ApprovalPage = (typeof APPROVAL_PAGES)[number]

/** More than this is not counted: a badge shows `99+`. */
export const APPROVAL_COUNT_LIMIT = 100

/** A unit keeps this many reasons. */
export const REASON_TEMPLATE_LIMIT = 50
