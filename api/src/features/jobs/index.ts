import { jobContract } from '@jijiao/shared/jobs/contract'
import { defineFeature } from '../../feature'
import { jobModel } from '../../jobs'
import { jobRoutes } from './jobs.routes'
import { jobPersonalData } from './personal-data'

/** What those who asked for background work see of it. */
export { tellOfJob } from './job.notices'

export const jobs = defineFeature({
  name: 'jobs',
  contract: jobContract,
  collections: [jobModel],
  personalData: jobPersonalData,
  routes: jobRoutes,
})
