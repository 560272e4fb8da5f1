import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { certificateModel } from './certificate.model'

/** All that the unit ever issued, the superseded and revoked ones too. */
export const certificateUnitData: readonly UnitDataKind[] = [
  {
    name: 'certificates',
    label: '继续教育证书',
    isPersonal: true,
    async *rows({ db }, organizationId, numbers) {
      for await (const one of everyOne(certificateModel(db), { organizationId }, { path: '_id', direction: 1 })) {
        yield {
          ...rowOf(one, [
            'number',
            'traineeId',
            'year',
            'state',
            'name',
            'sex',
            'unitName',
            'series',
            'sums',
            'totalTenths',
            'courses',
            'ruleSet',
            'issuingBody',
            'issuedOn',
            'supersedesId',
            'supersededById',
            'supersessionCause',
            'reason',
          ]),
          residentId: numbers.residentId(one.sealedResidentId),
        }
      }
    },
  },
]
