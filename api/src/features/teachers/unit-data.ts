import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { teacherModel } from './teacher.model'

export const teacherUnitData: readonly UnitDataKind[] = [
  {
    name: 'teachers',
    label: '师资',
    reveals: 'teacher',
    async *rows({ db, vault }, organizationId, numbers) {
      const byName = { path: 'nameKeys.pinyin', direction: 1 } as const
      for await (const one of everyOne(teacherModel(db), { organizationId }, byName)) {
        yield {
          ...rowOf(one, ['name', 'sex', 'qualification', 'coursesTaught', 'introduction', 'state', 'createdAt']),
          residentId: numbers.residentId(one.sealedResidentId),
          phone: numbers.phone(one.sealedPhone),
          email: one.sealedEmail && vault.open('email', one.sealedEmail),
        }
      }
    },
  },
]
