import { organizationContract } from '@jijiao/shared/organizations/contract'
import { defineFeature } from '../../feature'

export const organizations = defineFeature({
  name: 'organizations',
  contract: organizationContract,
  collections: [],
  routes: () => ({}),
})
