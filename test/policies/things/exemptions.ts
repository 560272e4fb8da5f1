import { EXEMPTION_STATES } from '@jijiao/shared/exemptions'
import { Types } from 'mongoose'
import type { Kind } from '../thing'

/** Put in directly, each for a year of its own: no rule set names a reason, and a reason is granted once a year. */
export const exemptionThings = {
  exemption: {
    states: EXEMPTION_STATES,
    async make({ api, unit, trainee }, state, count) {
      const id = new Types.ObjectId()
      const organizationId = new Types.ObjectId(unit.id)
      await api.app.deps.db.collection('exemptions').insertOne({
        _id: id,
        traineeId: new Types.ObjectId(trainee.traineeId),
        traineeName: trainee.name,
        code: `reason${count}`,
        label: '产假',
        years: [2025],
        basis: '产假证明',
        organizationId,
        organizationName: unit.name,
        grantedBy: null,
        grantedAt: new Date(api.clock.now()),
        seenBy: [organizationId],
        state,
        revokedAt: null,
        reason: null,
        version: 1,
      })
      return { id, version: 1 }
    },
  },
} as const satisfies Record<string, Kind>
