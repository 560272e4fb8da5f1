import { trusted } from 'mongoose'
import { everyBatch } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { traineeModel } from '../affiliations'
import { creditRecordModel } from './record.model'

/** All that the unit is responsible for, whoever declared it. */
export const recordUnitData: readonly UnitDataKind[] = [
  {
    name: 'records',
    label: '继续教育记录',
    async *rows({ db }, organizationId) {
      for await (const batch of everyBatch(creditRecordModel(db), { organizationId }, { path: '_id', direction: 1 })) {
        const ids = batch.map(({ traineeId }) => traineeId)
        const found = await traineeModel(db)
          .find({ _id: trusted({ $in: ids }) }, { name: 1 })
          .lean()
        const names = new Map(found.map(({ _id, name }) => [String(_id), name]))
        for (const record of batch) {
          yield {
            ...rowOf(record, [
              'traineeId',
              'category',
              'courseId',
              'courseName',
              'studyMode',
              'startsOn',
              'endsOn',
              'days',
              'assessmentResult',
              'declaredTenths',
              'reviewedTenths',
              'certifiedTenths',
              'providerName',
              'year',
              'yearReason',
              'place',
              'content',
              'remark',
              'attachmentIds',
              'source',
              'classId',
              'state',
              'selfApproved',
              'overrideReason',
              'recognizedAt',
              'supersedesId',
              'supersededById',
              'revokedAt',
              'trail',
              'createdAt',
            ]),
            traineeName: names.get(String(record.traineeId)) ?? null,
          }
        }
      }
    },
  },
]
