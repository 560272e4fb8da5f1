import { trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { backfillJob } from '../../jobs'
import { planModel } from './plan.model'
import { teacherConflictsOf } from './teacher-conflicts'

const missing = () => ({ state: 'submitted' as const, 'review.hasConflict': trusted({ $exists: false }) })

/** Plans that have been waiting since before conflicts came first. */
export const planConflictsJob = (deps: Deps) =>
  backfillJob({
    kind: 'plans.conflicts',
    model: planModel(deps.db),
    missing,
    async fill(plans) {
      for (const plan of plans) {
        const hasConflict = (await teacherConflictsOf(deps, plan)).length > 0
        await planModel(deps.db).updateOne(
          { _id: plan._id, ...missing() },
          { $set: { 'review.hasConflict': hasConflict } },
        )
      }
    },
  })
