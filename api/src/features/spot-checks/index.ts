import { spotCheckContract } from '@jijiao/shared/spot-checks/contract'
import { defineFeature } from '../../feature'
import { spotCheckModel } from './spot-check.model'
import { spotCheckRoutes } from './spot-checks.routes'

export const spotChecks = defineFeature({
  name: 'spotChecks',
  contract: spotCheckContract,
  collections: [spotCheckModel],
  personalData: [{ kind: 'attendance', also: [spotCheckModel] }],
  routes: spotCheckRoutes,
})
