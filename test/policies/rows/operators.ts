import { UNIT_ACCOUNTS } from '../personas'
import type { Rows } from '../row'

const nobody = { name: '无此人', userName: 'nobody_here', residentId: '11010519491231002X' }

export const operatorRows: Rows = {
  find: { may: UNIT_ACCOUNTS, input: () => ({ body: nobody }) },
  invite: { may: UNIT_ACCOUNTS, input: () => ({ body: { ...nobody, grants: ['operate'] } }) },
  list: { may: UNIT_ACCOUNTS },
  changeGrants: {
    may: ['unitAccount'],
    on: 'operator',
    in: ['pending', 'active'],
    input: (_, { id }) => ({ params: { operatorId: id }, body: { grants: ['decide'] } }),
  },
  cancel: {
    may: ['unitAccount'],
    on: 'operator',
    in: ['pending', 'active'],
    input: (_, { id }) => ({ params: { operatorId: id }, body: { reason: '' } }),
  },
}
