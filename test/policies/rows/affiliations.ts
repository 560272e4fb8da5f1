import { OPERATORS, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const reasoned = (_: World, { id }: Thing): Input => ({ params: { affiliationId: id }, body: { reason: '情况不符' } })
const ofDispute = (_: World, { id }: Thing): Input => ({ params: { disputeId: id } })

export const affiliationRows: Rows = {
  profile: { may: REAL_NAME },
  saveProfile: { may: REAL_NAME, input: () => ({ body: { version: 999, education: '21' } }) },
  trainees: { may: OPERATORS },
  ask: { may: REAL_NAME, input: () => ({ body: { organizationId: '0'.repeat(24) } }) },
  mine: { may: REAL_NAME },
  withdraw: {
    may: ['trainee'],
    on: 'ownAffiliation',
    in: ['pending'],
    input: (_, { id }) => ({ params: { affiliationId: id } }),
  },
  leave: {
    may: ['trainee'],
    on: 'ownAffiliation',
    in: ['active'],
    input: (_, { id }) => ({ params: { affiliationId: id }, body: {} }),
  },
  requests: { may: OPERATORS },
  /** Rows of other units are refused one by one as absent; who may not decide anything is refused whole. */
  decide: {
    may: ['decider', 'stranger'],
    input: () => ({ body: { ids: ['0'.repeat(24)], decision: 'confirm' } }),
  },
  end: {
    may: ['declarer'],
    on: 'affiliation',
    in: ['active'],
    input: (_, { id }) => ({ params: { affiliationId: id }, body: { reason: '调离' } }),
  },
  dispute: { may: ['trainee'], on: 'ownAffiliation', in: ['active'], input: reasoned },
  object: { may: ['decider'], on: 'formerAffiliation', input: reasoned },
  disputes: { may: OPERATORS },
  myDisputes: { may: REAL_NAME },
  /** The unit decides first, the authority what was escalated to it. */
  decideDispute: {
    may: [],
    mayIn: { decider: ['open', 'upheld', 'dismissed', 'withdrawn'], hr: ['escalated'] },
    on: 'dispute',
    in: ['open', 'escalated'],
    input: (_, { id }) => ({ params: { disputeId: id }, body: { decision: 'dismiss', opinion: '有聘用合同' } }),
  },
  escalateDispute: { may: ['trainee'], on: 'dispute', in: ['open', 'dismissed'], input: ofDispute },
  withdrawDispute: { may: ['trainee'], on: 'dispute', in: ['open', 'escalated'], input: ofDispute },
}
