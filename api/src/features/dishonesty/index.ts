import { dishonestyContract } from '@jijiao/shared/dishonesty/contract'
import { defineFeature } from '../../feature'
import { dishonestyRoutes } from './dishonesty.routes'
import { dishonestyPersonalData } from './personal-data'
import { dishonestyFileOwners } from './record.files'
import { dishonestyModel } from './record.model'
import { dishonestyUnitData } from './unit-data'

export { moveDishonesty, recordDishonesty } from './record.commands'

export const dishonesty = defineFeature({
  name: 'dishonesty',
  contract: dishonestyContract,
  collections: [dishonestyModel],
  attachmentOwners: dishonestyFileOwners,
  unitData: dishonestyUnitData,
  personalData: dishonestyPersonalData,
  routes: dishonestyRoutes,
})
