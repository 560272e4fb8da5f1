import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { exemptionModel } from './exemption.model'

export const exemptionUnitData: readonly UnitDataKind[] = [
  {
    name: 'exemptions',
    label: '个人减免学时',
    async *rows({ db }, unitId) {
      for await (const one of everyOne(exemptionModel(db), { seenBy: unitId }, { path: '_id', direction: -1 })) {
        yield rowOf(one, [
          'traineeId',
          'traineeName',
          'code',
          'label',
          'years',
          'basis',
          'organizationName',
          'grantedAt',
          'state',
          'revokedAt',
          'reason',
        ])
      }
    },
  },
]
