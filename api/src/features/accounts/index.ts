import { accountContract } from '@jijiao/shared/accounts/contract'
import { defineFeature } from '../../feature'

export const accounts = defineFeature({
  name: 'accounts',
  contract: accountContract,
  collections: [],
  routes: () => ({}),
})
