import { webhookContract } from '@jijiao/shared/webhooks/contract'
import { defineFeature } from '../../feature'
import { deliverJob } from './deliver.job'
import { deliveryModel } from './delivery.model'
import { fanOutJob } from './fan-out.job'
import { factCursorModel, webhookModel } from './webhook.model'
import { webhookRoutes } from './webhooks.routes'

/** What happens in a unit, sent to systems of its own. */
export const webhooks = defineFeature({
  name: 'webhooks',
  contract: webhookContract,
  collections: [webhookModel, deliveryModel, factCursorModel],
  routes: webhookRoutes,
  jobs: (deps) => [fanOutJob(deps), deliverJob(deps)],
})
