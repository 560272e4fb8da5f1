import { legacyContract } from '@jijiao/shared/legacy/contract'
import { defineFeature } from '../../feature'
import { legacyClaimTodo } from './claim.todo'
import {
  legacyCertificateModel,
  legacyClaimModel,
  legacyPersonModel,
  legacyRecordModel,
  legacyUnitModel,
} from './legacy.model'
import { legacyRoutes } from './legacy.routes'
import { legacyPersonalData } from './personal-data'
import { takeoverJob } from './takeover.job'

export { importLegacy } from './import.command'
export { findLegacyCertificate } from './legacy.queries'
export { legacyImporters } from './legacy-importer'

export const legacy = defineFeature({
  name: 'legacy',
  contract: legacyContract,
  collections: [legacyUnitModel, legacyPersonModel, legacyRecordModel, legacyCertificateModel, legacyClaimModel],
  todoSources: (deps) => [legacyClaimTodo(deps)],
  personalData: legacyPersonalData,
  routes: legacyRoutes,
  jobs: (deps) => [takeoverJob(deps)],
})
