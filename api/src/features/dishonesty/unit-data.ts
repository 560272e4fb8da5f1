import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { dishonestyModel } from './record.model'

/** What the unit recorded, and what it was told of itself. */
export const dishonestyUnitData: readonly UnitDataKind[] = [
  {
    name: 'dishonesty',
    label: '失信信息',
    async *rows({ db }, unitId) {
      for await (const one of everyOne(dishonestyModel(db), { seenBy: unitId }, { path: '_id', direction: -1 })) {
        yield rowOf(one, [
          'subjectKind',
          'traineeId',
          'unitId',
          'subjectName',
          'category',
          'content',
          'evidence',
          'organizationName',
          'recordedAt',
          'state',
          'noticedAt',
          'effectiveAt',
          'endedAt',
          'reason',
          'replies',
        ])
      }
    },
  },
]
