import { DELIVERY_STATES, WEBHOOK_STATES } from '@jijiao/shared/webhooks'
import { Types } from 'mongoose'
import { inState, type Kind } from '../thing'
import type { World } from '../world'

/** Put in directly: a unit may have ten. */
async function makeWebhook({ api, unit }: World) {
  const { deps } = api.app
  const id = new Types.ObjectId()
  await deps.db.collection('webhooks').insertOne({
    _id: id,
    organizationId: new Types.ObjectId(unit.id),
    url: `https://hooks.jijiao.invalid/things/${id}`,
    events: ['class.closed'],
    state: 'active',
    secrets: [{ sealed: deps.vault.seal('webhookSecret', 'whsec_test'), endsAt: null }],
    createdAt: new Date(api.clock.now()),
    failingSince: null,
    disabledAt: null,
    version: 1,
  })
  return { id, version: 1 }
}

export const webhookThings = {
  webhook: {
    states: WEBHOOK_STATES,
    make: async (world, state) => inState(world, 'webhooks', await makeWebhook(world), state),
  },
  webhookDelivery: {
    states: DELIVERY_STATES,
    async make(world, state) {
      const { id: webhookId } = await makeWebhook(world)
      const id = new Types.ObjectId()
      await world.api.app.deps.db.collection('webhookDeliveries').insertOne({
        _id: id,
        webhookId,
        organizationId: new Types.ObjectId(world.unit.id),
        event: 'ping',
        body: '{}',
        state,
        attempts: 1,
        tries: 1,
        lastAttemptAt: null,
        lastStatus: null,
        lastFault: null,
        nextAttemptAt: null,
        createdAt: new Date(world.api.clock.now()),
      })
      return { id }
    },
  },
} as const satisfies Record<string, Kind>
