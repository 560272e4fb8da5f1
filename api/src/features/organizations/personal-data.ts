import { operatorStateLabels } from '@jijiao/shared/organizations'
import { dataOf, type PersonalData } from '../../privacy/personal-data'
import { organizationNames } from './lookup'
import { operatorModel } from './operator.model'

export const organizationPersonalData: readonly PersonalData[] = [
  {
    kind: 'operatorWork',
    sources: [
      dataOf({
        model: operatorModel,
        of: ({ accountId }) => ({ accountId }),
        show: async ({ organizationId, state, invitedAt, activeAt, endedAt }, deps) => ({
          单位: (await organizationNames(deps, [organizationId])).get(String(organizationId)) ?? null,
          状态: operatorStateLabels[state],
          邀请时间: invitedAt,
          生效时间: activeAt,
          结束时间: endedAt,
        }),
      }),
    ],
  },
]
