import { everyBatch } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { restrictedAmong } from '../affiliations'
import { certificateModel } from './certificate.model'

/** All that the unit ever issued, the superseded and revoked ones too. */
export const certificateUnitData: readonly UnitDataKind[] = [
  {
    name: 'certificates',
    label: '继续教育证书',
    reveals: 'trainee',
    async *rows(deps, organizationId, numbers) {
      const byId = { path: '_id', direction: 1 } as const
      for await (const issued of everyBatch(certificateModel(deps.db), { organizationId }, byId)) {
        const restricted = await restrictedAmong(
          deps,
          issued.map(({ traineeId }) => traineeId),
        )
        for (const one of issued) {
          const isRestricted = restricted.has(String(one.traineeId))
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
            residentId: (isRestricted ? numbers.masked : numbers).residentId(one.sealedResidentId),
            isRestricted,
          }
        }
      }
    },
  },
]
