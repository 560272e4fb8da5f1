import { DISHONESTY_STATES } from '@jijiao/shared/dishonesty'
import { inState, type Kind } from '../thing'

/** So long that nobody waits for a reply any more. */
const EIGHT_DAYS_MS = 8 * 24 * 60 * 60 * 1_000

export const dishonestyThings = {
  dishonesty: {
    states: DISHONESTY_STATES,
    async make(world, state) {
      const recorded = await world.as('declarer').dishonesty.record({
        body: {
          subjectKind: 'person',
          traineeId: world.trainee.traineeId,
          category: 'proxyAttendance',
          content: '代签到一次',
        },
      })
      const noticedAt = new Date(world.api.clock.now() - EIGHT_DAYS_MS)
      const told = state === 'recorded' ? {} : { noticedAt }
      return inState(world, 'dishonestyRecords', recorded, state, told)
    },
  },
  unitDishonesty: {
    states: DISHONESTY_STATES,
    async make(world, state) {
      const industry = world.as('industry').dishonesty
      const recorded = await industry.record({
        body: {
          subjectKind: 'unit',
          organizationId: world.other.unit.id,
          category: 'falseTraining',
          content: '未按计划培训',
        },
      })
      if (state === 'recorded') return recorded
      const told = await industry.notify({ params: { recordId: recorded.id }, body: { version: recorded.version } })
      return inState(world, 'dishonestyRecords', told, state)
    },
  },
} as const satisfies Record<string, Kind>
