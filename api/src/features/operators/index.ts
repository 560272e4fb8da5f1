import { operatorContract } from '@jijiao/shared/operators/contract'
import { defineFeature } from '../../feature'
import { operatorRoutes } from './operators.routes'
import { operatorUnitData } from './unit-data'

/** What a unit account does with the unit's operators. The bindings themselves belong to the organizations. */
export const operators = defineFeature({
  name: 'operators',
  contract: operatorContract,
  collections: [],
  unitData: operatorUnitData,
  routes: operatorRoutes,
})
