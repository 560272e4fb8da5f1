import { myDataContract } from '@jijiao/shared/my-data/contract'
import { defineFeature } from '../../feature'
import { privacyConsentModel } from '../../privacy/consents'
import { consentExpiryJob } from './consent-expiry.job'
import { dataRequestModel } from './data-request.model'
import { dataRequestTodo } from './data-request.todo'
import { myDataRoutes } from './my-data.routes'
import { ownPersonalData } from './personal-data'

/** What a person may know and ask of the data about themselves. What there is, each feature says for its own. */
export const myData = defineFeature({
  name: 'myData',
  contract: myDataContract,
  collections: [dataRequestModel, privacyConsentModel],
  personalData: ownPersonalData,
  routes: myDataRoutes,
  jobs: (deps) => [consentExpiryJob(deps)],
  todoSources: (deps) => [dataRequestTodo(deps)],
})
