import type { Types } from 'mongoose'
import { everyOne } from '../../db/every'
import type { Deps } from '../../deps'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { classModel } from './class.model'
import { enrollmentModel } from './enrollment.model'

export const everyClassOf = ({ db }: Pick<Deps, 'db'>, organizationId: Types.ObjectId) =>
  everyOne(classModel(db), { organizationId }, { path: 'startsOn', direction: -1 })

const classes: UnitDataKind = {
  name: 'classes',
  label: '培训班',
  async *rows(deps, unitId) {
    for await (const one of everyClassOf(deps, unitId)) {
      yield rowOf(one, [
        'name',
        'category',
        'courseName',
        'startsOn',
        'endsOn',
        'plannedNumber',
        'place',
        'creditHourTenths',
        'plan',
        'state',
        'note',
        'enrolledCount',
        'attendanceRule',
        'createdAt',
      ])
    }
  },
}

/** Who is in which class, with the result and what the closing gave. */
const results: UnitDataKind = {
  name: 'results',
  label: '培训班人员和成绩',
  async *rows(deps, unitId) {
    for await (const { _id: classId } of everyClassOf(deps, unitId)) {
      const inClass = everyOne(enrollmentModel(deps.db), { classId }, { path: 'nameKeys.pinyin', direction: 1 })
      for await (const one of inClass) {
        yield rowOf(one, ['classId', 'traineeId', 'traineeName', 'enrolledAt', 'assessment', 'outcome'])
      }
    }
  },
}

export const classUnitData = [classes, results]
