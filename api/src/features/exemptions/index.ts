import { exemptionContract } from '@jijiao/shared/exemptions/contract'
import { defineFeature } from '../../feature'
import { exemptionFileOwner } from './exemption.files'
import { exemptionModel } from './exemption.model'
import { exemptionRoutes } from './exemptions.routes'
import { exemptionPersonalData } from './personal-data'
import { exemptionUnitData } from './unit-data'

export { exemptionsOf } from './exemption.model'

/** What single persons need not reach, for reasons that the rules name. */
export const exemptions = defineFeature({
  name: 'exemptions',
  contract: exemptionContract,
  collections: [exemptionModel],
  attachmentOwners: (deps) => [exemptionFileOwner(deps)],
  personalData: exemptionPersonalData,
  unitData: exemptionUnitData,
  routes: exemptionRoutes,
})
