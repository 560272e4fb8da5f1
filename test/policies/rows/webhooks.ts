import { UNIT_ACCOUNTS } from '../personas'
import type { Rows } from '../row'

/** No resolver answers such a name. */
const content = { url: 'https://hooks.jijiao.invalid/events', events: ['class.closed'] }

export const webhookRows: Rows = {
  list: { may: UNIT_ACCOUNTS },
  create: { may: UNIT_ACCOUNTS, input: () => ({ body: content }) },
  get: { may: ['unitAccount'], on: 'webhook', input: (_, { id }) => ({ params: { webhookId: id } }) },
  edit: {
    may: ['unitAccount'],
    on: 'webhook',
    input: (_, { id, version }) => ({
      params: { webhookId: id },
      body: { ...content, url: `https://hooks.jijiao.invalid/${id}`, version },
    }),
  },
  remove: { may: ['unitAccount'], on: 'webhook', input: (_, { id }) => ({ params: { webhookId: id } }) },
  enable: {
    may: ['unitAccount'],
    on: 'webhook',
    in: ['disabled'],
    input: (_, { id, version }) => ({ params: { webhookId: id }, body: { version } }),
  },
  disable: {
    may: ['unitAccount'],
    on: 'webhook',
    in: ['active'],
    input: (_, { id, version }) => ({ params: { webhookId: id }, body: { version } }),
  },
  rotateSecret: {
    may: ['unitAccount'],
    on: 'webhook',
    input: (_, { id, version }) => ({ params: { webhookId: id }, body: { version } }),
  },
  ping: { may: ['unitAccount'], on: 'webhook', input: (_, { id }) => ({ params: { webhookId: id } }) },
  deliveries: { may: ['unitAccount'], on: 'webhook', input: (_, { id }) => ({ params: { webhookId: id } }) },
  redeliver: {
    may: ['unitAccount'],
    on: 'webhookDelivery',
    in: ['delivered', 'failed'],
    input: (_, { id }) => ({ params: { deliveryId: id } }),
  },
}
