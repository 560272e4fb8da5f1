import type { OperatorGrant } from '../organizations'

/** `binding`: a person says that a unit added them wrongly. `transfer`: the former unit objects to a change of unit. */
export const DISPUTE_KINDS = ['binding', 'transfer'] as const
export type DisputeKind = (typeof DISPUTE_KINDS)[number]

export const DISPUTE_STATES = ['open', 'escalated', 'upheld', 'dismissed', 'withdrawn'] as const
export type DisputeState = (typeof DISPUTE_STATES)[number]

export const DISPUTE_DECISIONS = ['uphold', 'dismiss'] as const
export type DisputeDecision = (typeof DISPUTE_DECISIONS)[number]

type Transition = {
  readonly from: readonly DisputeState[]
  readonly to: DisputeState
  /** Who opened it, or who decides: the unit what is `open`, the HR authority of the region what is `escalated`. */
  readonly by: 'opener' | OperatorGrant
}

/** A dispute of a binding begins `open`; an objection to a transfer begins `escalated`, since no unit is neutral in it. */
export const DISPUTE_LIFECYCLE = {
  uphold: { from: ['open', 'escalated'], to: 'upheld', by: 'decide' },
  dismiss: { from: ['open', 'escalated'], to: 'dismissed', by: 'decide' },
  /** Once: what the authority dismisses is final. */
  escalate: { from: ['open', 'dismissed'], to: 'escalated', by: 'opener' },
  withdraw: { from: ['open', 'escalated'], to: 'withdrawn', by: 'opener' },
} as const satisfies Record<string, Transition>

/** So long a unit may take to answer before the person can go to the authority without an answer. */
export const DISPUTE_ANSWER_DAYS = 7
/** So long after a change of unit the former one may object. */
export const TRANSFER_OBJECTION_DAYS = 15

const DAY_MS = 24 * 60 * 60 * 1_000

type Escalatable = { readonly state: DisputeState; readonly openedAt: Date; readonly escalatedAt: Date | null }

/** `waits`: the unit still has time to answer. */
export function mayEscalate({ state, openedAt, escalatedAt }: Escalatable, at: number): 'yes' | 'waits' | 'no' {
  if (escalatedAt !== null || !(DISPUTE_LIFECYCLE.escalate.from as readonly string[]).includes(state)) return 'no'
  return state === 'dismissed' || at >= openedAt.getTime() + DISPUTE_ANSWER_DAYS * DAY_MS ? 'yes' : 'waits'
}

/** Whether the former unit may still object to a transfer of this instant. */
export const mayObject = (endedAt: Date, at: number) => at <= endedAt.getTime() + TRANSFER_OBJECTION_DAYS * DAY_MS

export const DISPUTE_KIND_LABELS: Readonly<Record<DisputeKind, string>> = {
  binding: '本人对绑定有异议',
  transfer: '原单位对更换单位有异议',
}

export const DISPUTE_STATE_LABELS: Readonly<Record<DisputeState, string>> = {
  open: '待单位处理',
  escalated: '待人社主管部门处理',
  upheld: '异议成立',
  dismissed: '异议不成立',
  withdrawn: '已撤回',
}
