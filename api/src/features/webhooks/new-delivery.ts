import { Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Delivery } from './delivery.model'
import type { Webhook } from './webhook.model'

export const DELIVER = 'webhooks.deliver'

export function newDelivery(
  { _id: webhookId, organizationId }: Pick<Webhook, '_id' | 'organizationId'>,
  event: Delivery['event'],
  at: Date,
  bodyOf: (deliveryId: string) => string,
): Delivery {
  const _id = new Types.ObjectId()
  return {
    _id,
    webhookId,
    organizationId,
    event,
    body: bodyOf(String(_id)),
    state: 'waiting',
    attempts: 0,
    tries: 0,
    lastAttemptAt: null,
    lastStatus: null,
    lastFault: null,
    nextAttemptAt: at,
    createdAt: at,
  }
}

/** Nobody waits for its outcome, so it is the system's own work. */
export const deliveryJobOf = (
  { _id }: Pick<Delivery, '_id'>,
  { at, requestId }: Pick<Circumstances, 'at' | 'requestId'>,
  dueAt: Date,
) => ({
  kind: DELIVER,
  payload: { deliveryId: String(_id) },
  by: { actor: { accountId: null, organizationId: null }, at, requestId },
  dueAt,
})
