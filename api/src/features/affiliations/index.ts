import { affiliationContract } from '@jijiao/shared/affiliations/contract'
import { defineFeature } from '../../feature'
import { affiliationModel } from './affiliation.model'
import { affiliationRoutes } from './affiliations.routes'
import { traineeModel } from './trainee.model'

export { decideAffiliation, requestAffiliation } from './affiliation.commands'
export { presentPerson } from './affiliation.presenter'
export { matchPerson } from './person-search'
export { saveProfile } from './profile.commands'
export { nameKeyFields, type Trainee, traineeModel } from './trainee.model'
export {
  confirmedTrainees,
  pageOfActiveTrainees,
  traineeIdOf,
  traineeOf,
  traineesById,
} from './trainee.queries'

export const affiliations = defineFeature({
  name: 'affiliations',
  contract: affiliationContract,
  collections: [traineeModel, affiliationModel],
  routes: affiliationRoutes,
})
