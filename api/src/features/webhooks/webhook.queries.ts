import type { DeliveryState } from '@jijiao/shared/webhooks'
import { Types } from 'mongoose'
import type { UnitAccountActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Delivery, deliveryModel } from './delivery.model'
import { type Webhook, webhookModel } from './webhook.model'

/** The unit's own alone: another unit's webhook is absent. */
const ownedBy = ({ unitAccountOf }: UnitAccountActor) => ({ organizationId: new Types.ObjectId(unitAccountOf) })

const newestFirst = { path: '_id', direction: -1 } as const
const positionOf = ({ _id }: { readonly _id: Types.ObjectId }) => ({ value: '', id: String(_id) })

export async function findWebhook(deps: Pick<Deps, 'db'>, actor: UnitAccountActor, id: string): Promise<Webhook> {
  const found = await webhookModel(deps.db)
    .findOne({ _id: id, ...ownedBy(actor) })
    .lean<Webhook | null>()
  if (!found) throw new Problem('not_found')
  return found
}

export async function pageOfWebhooks(deps: Pick<Deps, 'db'>, actor: UnitAccountActor, query: PageQuery) {
  const found = await webhookModel(deps.db)
    .find({ ...ownedBy(actor), ...afterCursor(query.cursor, newestFirst) })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<Webhook[]>()
  return cutPage(found, query.limit, positionOf)
}

export async function findDelivery(deps: Pick<Deps, 'db'>, actor: UnitAccountActor, id: string): Promise<Delivery> {
  const found = await deliveryModel(deps.db)
    .findOne({ _id: id, ...ownedBy(actor) })
    .lean<Delivery | null>()
  if (!found) throw new Problem('not_found')
  return found
}

type DeliveryQuery = PageQuery & { readonly state?: DeliveryState | undefined }

export async function pageOfDeliveries(deps: Pick<Deps, 'db'>, webhookId: Types.ObjectId, query: DeliveryQuery) {
  const found = await deliveryModel(deps.db)
    .find({ webhookId, ...(query.state && { state: query.state }), ...afterCursor(query.cursor, newestFirst) })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<Delivery[]>()
  return cutPage(found, query.limit, positionOf)
}
