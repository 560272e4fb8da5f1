import { importContract } from '@jijiao/shared/imports/contract'
import { defineFeature } from '../../feature'
import { importExpiryJob, rowsUntilJob } from './expiry.job'
import { importedRowModel, importModel } from './import.model'
import { importRoutes } from './imports.routes'
import { importJob } from './run'

export const imports = defineFeature({
  name: 'imports',
  contract: importContract,
  collections: [importModel, importedRowModel],
  personalData: [{ kind: 'imports', also: [importModel, importedRowModel] }],
  routes: importRoutes,
  jobs: (deps) => [importJob(deps), importExpiryJob(deps), rowsUntilJob(deps)],
})
