import { CERTIFICATE_STATES, CURRENT_CERTIFICATE_STATES } from '@jijiao/shared/certificates'
import { Types } from 'mongoose'
import { inState, type Kind, remove } from '../thing'

const YEAR = 2025

export const certificateThings = {
  /** The trainee's. */
  certificate: {
    states: CERTIFICATE_STATES,
    async make(world, state) {
      const { traineeId } = world.trainee
      await remove(world, 'certificates', { traineeId: new Types.ObjectId(traineeId) })
      const { results } = await world
        .as('declarer')
        .certificates.issue({ body: { year: YEAR, traineeIds: [traineeId] } })
      if (results[0]?.outcome !== 'done') throw new Error(JSON.stringify(results))
      const { data } = await world.as('trainee').certificates.mine()
      const [issued] = data
      if (!issued) throw new Error('the certificate was not issued')
      const isCurrent = CURRENT_CERTIFICATE_STATES.some((one) => one === state)
      return inState(world, 'certificates', issued, state, { isCurrent })
    },
  },
} as const satisfies Record<string, Kind>
