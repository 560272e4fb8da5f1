import { affiliationContract } from '@jijiao/shared/affiliations/contract'
import { defineFeature } from '../../feature'
import { affiliationModel } from './affiliation.model'
import { affiliationTodo } from './affiliation.todo'
import { affiliationRoutes } from './affiliations.routes'
import { disputeModel } from './dispute.model'
import { disputeRoutes } from './dispute.routes'
import { disputeTodo } from './dispute.todo'
import { affiliationPersonalData } from './personal-data'
import { profileChangeModel } from './profile-change.model'
import { recountModel } from './recount'
import { searchKeysJob } from './search-keys.job'
import { traineeModel } from './trainee.model'
import { affiliationUnitData } from './unit-data'

export { activeAffiliationOf, type BindingUnit, bindAdded, newAffiliation } from './affiliation.bind'
export { decideAffiliation, requestAffiliation } from './affiliation.commands'
export { moveAffiliations } from './affiliation.merge'
export { type Affiliation, affiliationModel } from './affiliation.model'
export { TRAINEE_MAINTENANCE, traineesVisibleTo } from './affiliation.policy'
export { presentContent, presentPerson, presentTrainee } from './affiliation.presenter'
export { searchedAs } from './affiliation.search'
export {
  type BoundTrainee,
  boundTrainee,
  boundTraineeByIdentity,
  boundTraineesByIdentity,
  traineeIdsNamed,
} from './bound-trainee'
export { openDispute } from './dispute.commands'
export { disputeModel } from './dispute.model'
export { endTogether } from './ending-together'
export { searchByIdentity } from './identity-search'
export { tellOfChange } from './notices'
export { matchPerson } from './person-search'
export { claim, findByResidentId, profileFact, saveProfile } from './profile.commands'
export { dayFaults, filledIn } from './profile.content'
export { changeTrainee, insertTrainee } from './profile.store'
export { changesBetween } from './profile-change'
export { type ProfileChange, profileChangeModel } from './profile-change.model'
export { askRecount, type Recount, recountModel } from './recount'
export {
  archiveTrainee,
  assertUnrestricted,
  isRestricted,
  liftRestriction,
  restrictedAmong,
  restrictTrainee,
} from './restriction'
export { NO_DETAILS, nameKeyFields, type Trainee, traineeModel } from './trainee.model'
export {
  type AffiliatedTrainee,
  activeMembers,
  affiliatedTrainee,
  byName,
  confirmedTrainees,
  hasMembers,
  memberIds,
  pageOfActiveTrainees,
  traineeIdOf,
  traineeOf,
  traineesById,
  unitsOf,
} from './trainee.queries'

export const affiliations = defineFeature({
  name: 'affiliations',
  contract: affiliationContract,
  collections: [traineeModel, affiliationModel, recountModel, profileChangeModel, disputeModel],
  jobs: (deps) => [searchKeysJob(deps)],
  personalData: affiliationPersonalData,
  todoSources: (deps) => [affiliationTodo(deps), disputeTodo(deps)],
  unitData: affiliationUnitData,
  routes: (deps) => ({ ...affiliationRoutes(deps), ...disputeRoutes(deps) }),
})
