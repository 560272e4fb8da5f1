import { AFFILIATION_STATES } from '@jijiao/shared/affiliations'
import { trusted } from 'mongoose'
import { everyBatch, everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { affiliationModel } from './affiliation.model'
import { isRestricted } from './restriction'
import { traineeModel } from './trainee.model'

const byName = { path: 'nameKeys.pinyin', direction: 1 } as const

/** Those who belong to the unit now: of those who left it keeps what it recorded, not their profiles. */
const trainees: UnitDataKind = {
  name: 'trainees',
  label: '专业技术人员',
  reveals: 'trainee',
  async *rows({ db, vault }, organizationId, numbers) {
    for await (const bound of everyBatch(affiliationModel(db), { organizationId, state: 'active' }, byName)) {
      const ids = bound.map(({ traineeId }) => traineeId)
      const found = await traineeModel(db)
        .find({ _id: trusted({ $in: ids }) })
        .lean()
      const byId = new Map(found.map((trainee) => [String(trainee._id), trainee]))
      for (const { traineeId } of bound) {
        const trainee = byId.get(String(traineeId))
        if (!trainee) continue
        const shown = isRestricted(trainee) ? numbers.masked : numbers
        yield {
          ...rowOf(trainee, [
            'name',
            'sex',
            'birthDate',
            'education',
            'ethnicity',
            'nativePlace',
            'degree',
            'school',
            'major',
            'graduatedOn',
            'workStartedOn',
            'qualification',
            'qualifiedOn',
            'profession',
            'series',
            'regionCode',
            'postalCode',
            'address',
          ]),
          residentId: shown.residentId(trainee.sealedResidentId),
          phone: shown.phone(trainee.sealedPhone),
          email: trainee.sealedEmail && vault.open('email', trainee.sealedEmail),
          isRestricted: isRestricted(trainee),
        }
      }
    }
  },
}

const affiliations: UnitDataKind = {
  name: 'affiliations',
  label: '人员绑定',
  async *rows({ db }, organizationId) {
    const fields = ['traineeId', 'state', 'origin', 'askedAt', 'decidedAt', 'endedAt', 'endedBy', 'reason'] as const
    for (const state of AFFILIATION_STATES) {
      for await (const one of everyOne(affiliationModel(db), { organizationId, state }, byName))
        yield rowOf(one, fields)
    }
  },
}

export const affiliationUnitData = [trainees, affiliations]
