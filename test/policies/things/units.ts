import { inviteOperator } from '@jijiao/api/features/organizations'
import { OPERATOR_STATES, ROLE_APPLICATION_STATES } from '@jijiao/shared/organizations'
import { UNIT_MERGE_STATES } from '@jijiao/shared/unit-merges'
import { Types } from 'mongoose'
import { bySystem } from '../../support/classes'
import { uploadScan } from '../../support/files'
import { createUnit, registerPerson } from '../../support/people'
import { ANY, inState, type Kind, put, remove } from '../thing'
import type { World } from '../world'

async function makeOperator(world: World, state: string, accountId: string) {
  const given = { organizationId: world.unit.id, accountId, name: '周岩', grants: ['operate'] as const }
  const { _id: id } = await inviteOperator(world.api.app.deps, bySystem(world.api), given)
  return inState(world, 'operators', { id }, state, { isOpen: state === 'pending' || state === 'active' })
}

export const unitThings = {
  unitItself: { states: ANY, make: async ({ unit }) => ({ id: unit.id }) },
  operator: {
    states: OPERATOR_STATES,
    make: async (world, state) => makeOperator(world, state, (await registerPerson(world.api)).accountId),
  },
  ownBinding: {
    states: OPERATOR_STATES,
    async make(world, state) {
      await remove(world, 'operators', { accountId: new Types.ObjectId(world.person.accountId) })
      return makeOperator(world, state, world.person.accountId)
    },
  },
  roleApplication: {
    states: ROLE_APPLICATION_STATES,
    async make(world, state) {
      await remove(world, 'roleApplications', { organizationId: new Types.ObjectId(world.unit.id) })
      const attachmentIds = [await uploadScan(world.api, world.tokens.declarer)]
      const body = { ...world.aRoleApplication, attachmentIds }
      const saved = await world.as('declarer').organizations.saveRoleApplication({ body })
      return inState(world, 'roleApplications', saved, state, {
        hrAuthorityId: new Types.ObjectId(world.hr.unit.id),
        confirmedAt: state === 'draft' ? null : new Date(world.api.clock.now()),
      })
    },
  },
  reason: {
    states: ANY,
    make: (world, _, count) => world.as('decider').approvals.saveReason({ body: { text: `材料不全 ${count}` } }),
  },
  duplicateUnit: { states: ANY, make: ({ api }) => createUnit(api) },
  unitMerge: {
    states: UNIT_MERGE_STATES,
    async make(world, state) {
      const body = { fromId: (await createUnit(world.api)).id, intoId: world.other.unit.id, reason: '重复登记' }
      const { id } = await world.as('hr').unitMerges.start({ body })
      await put(world, 'unitMerges', id, { state })
      return { id }
    },
  },
} as const satisfies Record<string, Kind>
