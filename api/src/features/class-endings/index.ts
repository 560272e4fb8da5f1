import { classEndingContract } from '@jijiao/shared/class-endings/contract'
import { defineFeature } from '../../feature'
import { classEndingRoutes } from './class-endings.routes'

export { closeClass, reopenClass } from './ending.commands'

/** How a class ends: what hangs on it, from roll calls to hours, ends in the same transaction. */
export const classEndings = defineFeature({
  name: 'classEndings',
  contract: classEndingContract,
  collections: [],
  routes: classEndingRoutes,
})
