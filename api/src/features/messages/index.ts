import { messageContract } from '@jijiao/shared/messages/contract'
import { defineFeature } from '../../feature'
import { messageModel } from '../../outbox'
import { sharedTokenModel } from '../../wechat'
import { consentModel } from './consent.model'
import { deliveryJob } from './delivery'
import { messageRoutes } from './messages.routes'
import { messagePersonalData } from './personal-data'

export { refuseAll } from './consents'

/** The inbox, and the way of its messages through WeChat. They are written by `notify` of the outbox. */
export const messages = defineFeature({
  name: 'messages',
  contract: messageContract,
  collections: [messageModel, consentModel, sharedTokenModel],
  personalData: messagePersonalData,
  routes: messageRoutes,
  jobs: (deps) => [deliveryJob(deps)],
})
