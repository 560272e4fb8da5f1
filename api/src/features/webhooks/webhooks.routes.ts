import type { WebhookAction } from '@jijiao/shared/webhooks'
import type { webhookContract } from '@jijiao/shared/webhooks/contract'
import { circumstances } from '../../audit'
import type { UnitAccountActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers, RequestInfo } from '../../http/call'
import {
  createWebhook,
  editWebhook,
  moveWebhook,
  pingWebhook,
  redeliver,
  removeWebhook,
  rotateSecret,
} from './webhook.commands'
import { presentDelivery, presentWebhook } from './webhook.presenter'
import { findDelivery, findWebhook, pageOfDeliveries, pageOfWebhooks } from './webhook.queries'

export function webhookRoutes(deps: Deps): Handlers<typeof webhookContract> {
  const at = (request: RequestInfo) => new Date(request.receivedAt)
  type Move = {
    readonly params: { readonly webhookId: string }
    readonly body: { readonly version: number }
    readonly actor: UnitAccountActor
    readonly request: RequestInfo
  }
  const move =
    (action: WebhookAction) =>
    async ({ params, body, actor, request }: Move) => {
      const webhook = await findWebhook(deps, actor, params.webhookId)
      const moved = await moveWebhook(deps, circumstances(actor, request), webhook, { ...body, action })
      return presentWebhook(moved, at(request))
    }

  return {
    async list({ query, actor, request }) {
      const { data, nextCursor } = await pageOfWebhooks(deps, actor, query)
      return { data: data.map((webhook) => presentWebhook(webhook, at(request))), nextCursor }
    },
    async create({ body, actor, request }) {
      const given = { ...body, organizationId: actor.unitAccountOf }
      const { webhook, secret } = await createWebhook(deps, circumstances(actor, request), given)
      return { webhook: presentWebhook(webhook, at(request)), secret }
    },
    get: async ({ params, actor, request }) =>
      presentWebhook(await findWebhook(deps, actor, params.webhookId), at(request)),
    async edit({ params, body, actor, request }) {
      const webhook = await findWebhook(deps, actor, params.webhookId)
      return presentWebhook(await editWebhook(deps, circumstances(actor, request), webhook, body), at(request))
    },
    async remove({ params, actor, request }) {
      await removeWebhook(deps, circumstances(actor, request), await findWebhook(deps, actor, params.webhookId))
    },
    enable: move('enable'),
    disable: move('disable'),
    async rotateSecret({ params, body, actor, request }) {
      const found = await findWebhook(deps, actor, params.webhookId)
      const { webhook, secret } = await rotateSecret(deps, circumstances(actor, request), found, body)
      return { webhook: presentWebhook(webhook, at(request)), secret }
    },
    async ping({ params, actor, request }) {
      const webhook = await findWebhook(deps, actor, params.webhookId)
      return presentDelivery(await pingWebhook(deps, circumstances(actor, request), webhook), webhook)
    },
    async deliveries({ params, query, actor }) {
      const webhook = await findWebhook(deps, actor, params.webhookId)
      const { data, nextCursor } = await pageOfDeliveries(deps, webhook._id, query)
      return { data: data.map((delivery) => presentDelivery(delivery, webhook)), nextCursor }
    },
    async redeliver({ params, actor, request }) {
      const delivery = await findDelivery(deps, actor, params.deliveryId)
      const webhook = await findWebhook(deps, actor, String(delivery.webhookId))
      return presentDelivery(await redeliver(deps, circumstances(actor, request), webhook, delivery), webhook)
    },
  }
}
