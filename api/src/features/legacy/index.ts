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

export { importLegacy } from './import.command'
export { findLegacyCertificate } from './legacy.queries'

export const legacy = defineFeature({
  name: 'legacy',
  contract: legacyContract,
  collections: [legacyUnitModel, legacyPersonModel, legacyRecordModel, legacyCertificateModel, legacyClaimModel],
  todoSources: (deps) => [legacyClaimTodo(deps)],
  personalData: legacyPersonalData,
  routes: legacyRoutes,
})
