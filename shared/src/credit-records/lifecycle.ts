import type { OperatorGrant } from '../organizations'

/** `superseded`: a correction took its place. */
export const RECORD_STATES = [
  'draft',
  'submitted',
  'returned',
  'recognized',
  'rejected',
  'superseded',
  'revoked',
] as const
export type RecordState = (typeof RECORD_STATES)[number]

export const RECORD_DECISIONS = ['approve', 'return', 'reject'] as const
export type RecordDecision = (typeof RECORD_DECISIONS)[number]

type Transition = {
  readonly from: readonly RecordState[]
  /** Where it may lead; `null`: the record is gone. */
  readonly to: readonly RecordState[] | null
  /** The declarer (a person has no grants), or an operator of the body that decides. */
  readonly by: { readonly side: 'declarer' | 'decider' | 'either'; readonly grant: OperatorGrant }
}

const declarer = { side: 'declarer', grant: 'operate' } as const
const decider = { side: 'decider', grant: 'decide' } as const

/**
 * Everything that can be done to a record; a new one begins as `draft`. What a unit has declared itself it confirms
 * (确认) instead of submitting it. Where an authority recognises, the unit's confirming or approving passes the record
 * on and leaves it `submitted`. A correction is a new record that supersedes the old one when it is recognised.
 */
export const RECORD_LIFECYCLE = {
  edit: { from: ['draft', 'returned'], to: ['draft', 'returned'], by: declarer },
  remove: { from: ['draft'], to: null, by: declarer },
  submit: { from: ['draft', 'returned'], to: ['submitted'], by: declarer },
  confirm: { from: ['draft', 'returned'], to: ['recognized', 'submitted'], by: decider },
  withdraw: { from: ['submitted'], to: ['draft', 'returned'], by: declarer },
  approve: { from: ['submitted'], to: ['recognized', 'submitted'], by: decider },
  return: { from: ['submitted'], to: ['returned'], by: decider },
  reject: { from: ['submitted'], to: ['rejected'], by: decider },
  correct: { from: ['recognized'], to: ['recognized'], by: { side: 'either', grant: 'operate' } },
  askRevocation: { from: ['recognized'], to: ['recognized'], by: { side: 'either', grant: 'operate' } },
  decideRevocation: { from: ['recognized'], to: ['recognized', 'revoked'], by: decider },
  supersede: { from: ['recognized'], to: ['superseded'], by: decider },
} as const satisfies Record<string, Transition>
export type RecordAction = keyof typeof RECORD_LIFECYCLE

export const mayMoveRecord = (action: RecordAction, from: RecordState): boolean =>
  (RECORD_LIFECYCLE[action].from as readonly RecordState[]).includes(from)

/** Not ended yet: of these a trainee has one at most for each class. */
export const LIVE_RECORD_STATES = ['draft', 'submitted', 'returned', 'recognized'] as const satisfies RecordState[]

/** What others than the declarer see: a draft is the declarer's own affair. */
export const SHOWN_RECORD_STATES = RECORD_STATES.filter((state) => state !== 'draft')
