import { EVERYBODY, OPERATORS, PERSONAL, UNIT_ACCOUNTS } from '../personas'
import type { Rows } from '../row'

/** Every operator with the grant `operate`, each for the own organization. */
const THAT_OPERATE = OPERATORS.filter((persona) => persona !== 'decider')

export const organizationRows: Rows = {
  search: { may: PERSONAL, input: () => ({ query: { q: '学校' } }) },
  view: { may: EVERYBODY, input: ({ unit }) => ({ params: { organizationId: unit.id } }) },
  findByJoinCode: { may: EVERYBODY, input: ({ unit }) => ({ params: { joinCode: unit.joinCode } }) },
  setAliases: {
    may: ['decider', 'hr'],
    input: ({ unit }) => ({ params: { organizationId: unit.id }, body: { aliases: ['松山湖学校'] } }),
  },
  joinCode: { may: OPERATORS },
  myBindings: { may: PERSONAL },
  acceptBinding: {
    may: ['person'],
    on: 'ownBinding',
    in: ['pending'],
    input: (_, { id }) => ({ params: { operatorId: id } }),
  },
  refuseBinding: {
    may: ['person'],
    on: 'ownBinding',
    in: ['pending'],
    input: (_, { id }) => ({ params: { operatorId: id } }),
  },
  unitInformation: { may: [...OPERATORS, ...UNIT_ACCOUNTS] },
  saveUnitInformation: {
    may: [...THAT_OPERATE, ...UNIT_ACCOUNTS],
    input: ({ aReach }) => ({ body: { version: 999, ...aReach } }),
  },
  roleApplication: { may: OPERATORS },
  saveRoleApplication: {
    may: THAT_OPERATE,
    input: ({ aRoleApplication }) => ({ body: { ...aRoleApplication, version: 999 } }),
  },
  /** Of the own organization: which has no draft in that version. */
  confirmRoleApplication: { may: THAT_OPERATE, input: () => ({ body: { version: 999 } }) },
  /** Those handed to the own body: none, where it is no HR authority. */
  roleApplications: { may: OPERATORS },
  decideRoleApplication: {
    may: [],
    mayIn: { hr: ['submitted', 'returned', 'confirmed', 'approved'] },
    on: 'roleApplication',
    in: ['submitted'],
    input: (_, { id }) => ({ params: { roleApplicationId: id }, body: { decision: 'approve' } }),
  },
}

export const unitMergeRows: Rows = {
  start: {
    may: ['hr'],
    on: 'duplicateUnit',
    input: ({ other }, { id }) => ({ body: { fromId: id, intoId: other.unit.id, reason: '重复登记' } }),
  },
  list: { may: ['hr', 'distantHr'] },
  continue: { may: ['hr'], on: 'unitMerge', input: (_, { id }) => ({ params: { mergeId: id } }) },
}
