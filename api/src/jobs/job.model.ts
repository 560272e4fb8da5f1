import { JOB_STATES, type JobState } from '@jijiao/shared/jobs'
import { Schema, type Types } from 'mongoose'
import type { FactActor } from '../audit/facts'
import { defineModel } from '../db/model'

const KEPT_SECONDS = 90 * 24 * 60 * 60

/** What a result may hold: numbers and ids that the one who asked may read, never personal data. */
export type JobResult = Readonly<Record<string, string | number | boolean | null>>

export type Job = {
  _id: Types.ObjectId
  kind: string
  /** Ids and settings of the work; never personal data in the clear. */
  payload: unknown
  state: JobState
  /** When a process may take it: of a running one the end of its lease. Absent once it has ended. */
  dueAt?: Date | undefined
  /** Of the process that runs it; whoever lost the lease can write nothing any more. */
  lease: string | null
  attempts: number
  by: FactActor
  requestId: string
  progress: { done: number; total: number }
  result: JobResult | null
  /** The code of the problem that ended it. */
  problem: string | null
  createdAt: Date
  endedAt?: Date | undefined
}

export const jobModel = defineModel(
  'Job',
  new Schema<Job>(
    {
      kind: { type: String, required: true },
      payload: { type: Schema.Types.Mixed, default: null },
      state: { type: String, enum: JOB_STATES, required: true },
      dueAt: { type: Date },
      lease: { type: String, default: null },
      attempts: { type: Number, required: true },
      by: {
        _id: false,
        accountId: { type: String, default: null },
        organizationId: { type: String, default: null },
      },
      requestId: { type: String, required: true },
      progress: { _id: false, done: { type: Number, required: true }, total: { type: Number, required: true } },
      result: { type: Schema.Types.Mixed, default: null },
      problem: { type: String, default: null },
      createdAt: { type: Date, required: true },
      endedAt: { type: Date },
    },
    { collection: 'jobs', versionKey: false },
  )
    .index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } })
    .index({ 'by.accountId': 1, 'by.organizationId': 1, _id: -1 })
    .index({ endedAt: 1 }, { expireAfterSeconds: KEPT_SECONDS }),
)
