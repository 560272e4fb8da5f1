import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { planModel } from './plan.model'

export const planUnitData: readonly UnitDataKind[] = [
  {
    name: 'plans',
    label: '课程计划',
    async *rows({ db }, organizationId) {
      for await (const plan of everyOne(planModel(db), { organizationId }, { path: '_id', direction: -1 })) {
        yield rowOf(plan, [
          'name',
          'year',
          'courseId',
          'courseName',
          'series',
          'trainingDays',
          'creditHourTenths',
          'startsOn',
          'endsOn',
          'content',
          'audience',
          'remark',
          'attachmentIds',
          'classes',
          'state',
          'trail',
          'createdAt',
          'changedAt',
        ])
      }
    },
  },
]
