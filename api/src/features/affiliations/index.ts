import { affiliationContract } from '@jijiao/shared/affiliations/contract'
import { defineFeature } from '../../feature'

export const affiliations = defineFeature({
  name: 'affiliations',
  contract: affiliationContract,
  collections: [],
  routes: () => ({}),
})
