import { unitExportContract } from '@jijiao/shared/unit-exports/contract'
import { defineFeature } from '../../feature'
import { unitExportExpiryJob, unitExportJob } from './export.job'
import { unitExportModel } from './unit-export.model'
import { unitExportRoutes } from './unit-exports.routes'

export { askUnitExport } from './unit-export.commands'
export { type UnitExport, unitExportModel } from './unit-export.model'

/** Everything that a unit has, to take away. Which kinds there are is the other features' affair: see `unitData`. */
export const unitExports = defineFeature({
  name: 'unitExports',
  contract: unitExportContract,
  collections: [unitExportModel],
  routes: unitExportRoutes,
  jobs: (deps) => [unitExportJob(deps), unitExportExpiryJob(deps)],
})
