import { unitMergeContract } from '@jijiao/shared/unit-merges/contract'
import { defineFeature } from '../../feature'
import { unitMergeModel } from './unit-merge.model'
import { unitMergeRoutes } from './unit-merges.routes'

/** Duplicates of a unit become one. */
export const unitMerges = defineFeature({
  name: 'unitMerges',
  contract: unitMergeContract,
  collections: [unitMergeModel],
  routes: unitMergeRoutes,
})
