import { OPERATORS, OUR_OPERATORS, SIGNED_IN } from '../personas'
import type { Rows } from '../row'

const kind = 'affiliationRequest'

export const approvalRows: Rows = {
  list: { may: OPERATORS },
  counts: { may: OPERATORS },
  calendar: { may: SIGNED_IN },
  /** Each row is refused by the rules of its kind. */
  decide: {
    may: OPERATORS,
    input: () => ({ body: { decision: 'approve', rows: [{ kind, id: '0'.repeat(24) }] } }),
  },
  nudge: {
    may: [],
    mayIn: { trainee: ['pending'] },
    on: 'ownAffiliation',
    input: (_, { id }) => ({ body: { kind, id } }),
  },
  colleagues: { may: ['decider', 'stranger'], input: () => ({ query: { kind } }) },
  handOver: {
    may: [],
    mayIn: { decider: ['pending'] },
    on: 'affiliation',
    input: (_, { id }) => ({ body: { kind, id, operatorId: null } }),
  },
  reasons: { may: OPERATORS },
  saveReason: { may: OPERATORS, input: () => ({ body: { text: '材料不全' } }) },
  removeReason: { may: OUR_OPERATORS, on: 'reason', input: (_, { id }) => ({ params: { reasonId: id } }) },
}
