import { OPERATORS, REAL_NAME } from '../personas'
import type { Rows } from '../row'

export const exemptionRows: Rows = {
  list: { may: OPERATORS },
  grant: {
    may: ['decider', 'hr'],
    input: ({ trainee }) => ({
      body: { traineeId: trainee.traineeId, code: 'leave', years: [2025], basis: '产假证明', attachmentIds: [] },
    }),
    /** No rule set names a reason here. */
    about: ['invalid_input'],
  },
  mine: { may: REAL_NAME },
  kinds: {
    may: ['decider', 'hr'],
    input: ({ trainee }) => ({ params: { traineeId: trainee.traineeId }, query: { year: '2025' } }),
  },
  get: { may: ['declarer', 'decider'], on: 'exemption', input: (_, { id }) => ({ params: { exemptionId: id } }) },
  revoke: {
    may: ['decider'],
    on: 'exemption',
    in: ['granted'],
    input: (_, { id, version }) => ({ params: { exemptionId: id }, body: { version, reason: '核实有误' } }),
  },
}
