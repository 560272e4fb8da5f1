export { defineJob, type JobContext, type JobDefinition } from './definition'
export { enqueueJob, enqueueJobs } from './enqueue'
export { type Job, jobModel } from './job.model'
export { createWorker, LEASE_MS, type Worker } from './worker'
