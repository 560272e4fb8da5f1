import type { EndpointGroup } from '../http'

/**
 * Of the unit's own login. What answers a secret keeps no answer for repetition: a repeated creation is refused, since
 * the address is there, and a repeated rotation by its version.
 */
export const webhookEndpoints = {
  list: { method: 'GET', path: '/webhooks', access: 'unitAccount' },
  create: { method: 'POST', path: '/webhooks', access: 'unitAccount', idempotency: 'natural' },
  get: { method: 'GET', path: '/webhooks/:webhookId', access: 'unitAccount' },
  edit: { method: 'PUT', path: '/webhooks/:webhookId', access: 'unitAccount', idempotency: 'key' },
  remove: { method: 'DELETE', path: '/webhooks/:webhookId', access: 'unitAccount', idempotency: 'key' },
  enable: { method: 'POST', path: '/webhooks/:webhookId/enable', access: 'unitAccount', idempotency: 'key' },
  disable: { method: 'POST', path: '/webhooks/:webhookId/disable', access: 'unitAccount', idempotency: 'key' },
  rotateSecret: { method: 'POST', path: '/webhooks/:webhookId/secret', access: 'unitAccount', idempotency: 'natural' },
  ping: { method: 'POST', path: '/webhooks/:webhookId/ping', access: 'unitAccount', idempotency: 'key' },
  deliveries: { method: 'GET', path: '/webhooks/:webhookId/deliveries', access: 'unitAccount' },
  redeliver: {
    method: 'POST',
    path: '/webhook-deliveries/:deliveryId/redeliver',
    access: 'unitAccount',
    idempotency: 'key',
  },
} as const satisfies EndpointGroup
