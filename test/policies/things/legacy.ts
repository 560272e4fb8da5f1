import { importLegacy } from '@jijiao/api/features/legacy'
import { LEGACY_CLAIM_STATES } from '@jijiao/shared/legacy'
import { Types } from 'mongoose'
import { bySystem } from '../../support/classes'
import { creditCodeOf } from '../../support/people'
import { ANY, type Kind, remove } from '../thing'
import type { World } from '../world'

/** A certificate of the old system that the trainee has from a unit which ours has taken over. */
async function makeCertificate({ api, unit, trainee }: World, count: number) {
  const { deps } = api.app
  const number = `粤继教[2016]第${count}号`
  const heading = '单位名称,单位代码,姓名,身份证号,年度,证书编号,公需课学时,专业课学时,年度验证结果'
  const row = `东莞市松山湖老校,${creditCodeOf(900_001)},${trainee.name},${trainee.residentId},2016,${number},18,54,合格`
  await importLegacy(deps, bySystem(api), 'certificates', Buffer.from(`${heading}\n${row}`))
  const organizationId = new Types.ObjectId(unit.id)
  await deps.db.collection('legacyUnits').updateMany({ name: '东莞市松山湖老校' }, { $set: { organizationId } })
  const found = await deps.db.collection('legacyCertificates').findOne({ number })
  if (!found) throw new Error('the old certificate was not taken in')
  return { id: found._id, unitId: found.unitId }
}

export const legacyThings = {
  legacyCertificate: { states: ANY, make: (world, _, count) => makeCertificate(world, count) },
  legacyClaim: {
    states: LEGACY_CLAIM_STATES,
    async make(world, state, count) {
      const { unitId } = await makeCertificate(world, count)
      await remove(world, 'legacyClaims', { unitId })
      const id = new Types.ObjectId()
      await world.api.app.deps.db.collection('legacyClaims').insertOne({
        _id: id,
        unitId,
        unitName: '东莞市松山湖老校',
        claimantId: new Types.ObjectId(world.other.unit.id),
        claimantName: world.other.unit.name,
        holderId: new Types.ObjectId(world.unit.id),
        holderName: world.unit.name,
        regionCodes: ['440000', '441900'],
        state,
        askedAt: new Date(world.api.clock.now()),
        decidedAt: null,
        opinion: null,
      })
      return { id }
    },
  },
} as const satisfies Record<string, Kind>
