import { AFFILIATION_STATES, DISPUTE_STATES } from '@jijiao/shared/affiliations'
import { Types } from 'mongoose'
import { addTrainees, askUnit } from '../../support/classes'
import { ANY, inState, type Kind, put, remove } from '../thing'
import type { World } from '../world'

const EIGHT_DAYS_MS = 8 * 24 * 60 * 60 * 1_000

async function makeAffiliation(world: World, state: string, change: Readonly<Record<string, unknown>> = {}) {
  const [id] = await askUnit(world.api, world.unit, await addTrainees(world.api, 1))
  return inState(world, 'affiliations', { id }, state, change)
}

/** The trainee's own binding to the unit; `World.settle` makes it as it was. */
async function ownAffiliation(world: World, state: string) {
  const { affiliationId: id } = world.trainee
  await remove(world, 'disputes', { affiliationId: new Types.ObjectId(id) })
  return inState(world, 'affiliations', { id }, state, { origin: 'added' })
}

export const affiliationThings = {
  traineeItself: {
    states: ANY,
    async make(world) {
      const { traineeId: id } = world.trainee
      const { version } = await world.as('declarer').trainees.view({ params: { traineeId: id } })
      return { id, version }
    },
  },
  affiliation: { states: AFFILIATION_STATES, make: (world, state) => makeAffiliation(world, state) },
  ownAffiliation: { states: AFFILIATION_STATES, make: ownAffiliation },
  /** Somebody who has changed to another unit. */
  formerAffiliation: {
    states: ANY,
    async make(world) {
      const { id: movedTo } = await makeAffiliation(world, 'active')
      const endedAt = new Date(world.api.clock.now())
      const moved = { endedBy: 'transfer', endedAt, movedToId: new Types.ObjectId(String(movedTo)) }
      return makeAffiliation(world, 'ended', moved)
    },
  },
  dispute: {
    states: DISPUTE_STATES,
    async make(world, state) {
      const { id: affiliationId } = await ownAffiliation(world, 'active')
      const params = { affiliationId: String(affiliationId) }
      const opened = await world.as('trainee').affiliations.dispute({ params, body: { reason: '从未在该单位工作' } })
      const now = world.api.clock.now()
      await put(world, 'disputes', opened.id, {
        state,
        openedAt: new Date(now - EIGHT_DAYS_MS),
        escalatedAt: state === 'escalated' ? new Date(now) : null,
        isStanding: state !== 'withdrawn',
      })
      return { id: opened.id }
    },
  },
} as const satisfies Record<string, Kind>
