import { jobContract } from '@jijiao/shared/jobs/contract'
import { defineFeature } from '../../feature'
import { jobModel } from '../../jobs'
import { jobRoutes } from './jobs.routes'

/** What those who asked for background work see of it. */
export { tellOfJob } from './job.notices'

export const jobs = defineFeature({
  name: 'jobs',
  contract: jobContract,
  collections: [jobModel],
  routes: jobRoutes,
})
