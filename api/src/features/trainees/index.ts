import { traineeContract } from '@jijiao/shared/trainees/contract'
import { defineFeature } from '../../feature'
import { traineeRoutes } from './trainees.routes'

export { type AddedPerson, addPerson, addTrainee, editTrainee } from './trainee.commands'
export { pageOfReveals } from './trainee.queries'
export { traineeImporter } from './trainee-importer'

/** A unit's maintenance of its trainees' profiles. */
export const trainees = defineFeature({
  name: 'trainees',
  contract: traineeContract,
  collections: [],
  routes: traineeRoutes,
})
