import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { accountNames } from '../accounts'
import { operatorModel } from '../organizations'

export const operatorUnitData: readonly UnitDataKind[] = [
  {
    name: 'operators',
    label: '经办人',
    async *rows(deps, organizationId) {
      const standing = { organizationId, replacedById: null }
      for await (const one of everyOne(operatorModel(deps.db), standing, { path: '_id', direction: 1 })) {
        const names = await accountNames(deps, [one.accountId])
        const account = names.get(String(one.accountId))
        yield {
          ...rowOf(one, ['state', 'grants', 'invitedAt', 'activeAt', 'endedAt']),
          userName: account?.userName ?? null,
          name: account?.name ?? null,
        }
      }
    },
  },
]
