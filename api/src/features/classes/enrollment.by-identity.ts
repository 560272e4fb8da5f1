import type { IdentityResult } from '@jijiao/shared/classes'
import { PROBLEMS } from '@jijiao/shared/http'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { tooManyRequests } from '../../http/problem'
import { boundTraineesByIdentity } from '../affiliations'
import type { TrainingClass } from './class.model'
import { admit, findOpenClass } from './enrollment.commands'

/** Enough for the slips of long lists, too few for trying out ID numbers. */
const MISMATCH_LIMIT = { limit: 400, windowMs: 24 * 60 * 60 * 1_000 }

type Given = {
  readonly trainingClass: Pick<TrainingClass, '_id' | 'organizationId'>
  readonly people: readonly { readonly name: string; readonly residentId: string }[]
}

/**
 * A provider enrols people of any unit, whom it knows by name and ID number. One refusal stands for everything that may
 * be wrong with a row, and only so many rows a day may be wrong: nobody finds out here who exists or works where.
 */
export async function enrolByIdentity(
  deps: Deps,
  of: Circumstances,
  { trainingClass, people }: Given,
): Promise<IdentityResult[]> {
  const attempts = createAttempts(deps)
  const key = attemptKey('enrol-by-identity', String(trainingClass.organizationId))
  const attempt = await attempts.take(key, MISMATCH_LIMIT, people.length)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds, 'too_many_mismatches')
  let mismatches = 0
  try {
    return await inTransaction(deps.db, async (session) => {
      const open = await findOpenClass(deps, trainingClass._id, session)
      const found = await boundTraineesByIdentity(deps, people, session)
      mismatches = found.filter((one) => one === null).length
      const looked = fact(of, {
        what: 'TraineesLookedUp',
        subject: { kind: 'class', id: String(open._id) },
        organizationId: String(open.organizationId),
        details: { asked: people.length, found: people.length - mismatches },
      })
      await recordFacts(deps.db, [looked], session)
      const asked = found.map((one) => ({
        traineeId: one && String(one.trainee._id),
        trainee: one && one.trainee,
      }))
      const refusals = await admit(deps, of, { open, asked, otherwise: 'person_not_enrollable' }, session)
      return refusals.map((code, row) =>
        code ? { row, outcome: 'refused', problem: { code, title: PROBLEMS[code].title } } : { row, outcome: 'done' },
      )
    })
  } finally {
    await attempts.giveBack(key, people.length - mismatches)
  }
}
