import { classContract } from '@jijiao/shared/classes/contract'
import { defineFeature } from '../../feature'

export const classes = defineFeature({
  name: 'classes',
  contract: classContract,
  collections: [],
  routes: () => ({}),
})
