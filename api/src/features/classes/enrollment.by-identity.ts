import type { IdentityResult } from '@jijiao/shared/classes'
import { PROBLEMS, type ProblemCode } from '@jijiao/shared/http'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { boundTraineesByIdentity, searchByIdentity } from '../affiliations'
import type { TrainingClass } from './class.model'
import { admit, findOpenClass } from './enrollment.commands'

type Given = {
  readonly trainingClass: Pick<TrainingClass, '_id' | 'organizationId'>
  readonly people: readonly { readonly name: string; readonly residentId: string }[]
}

/**
 * A provider enrols people of any unit, whom it knows by name and ID number. One refusal stands for everything that may
 * be wrong with a row, and only so many rows a day may be wrong: nobody finds out here who exists or works where.
 */
export const enrolByIdentity = (
  deps: Deps,
  of: Circumstances,
  { trainingClass: { _id, organizationId }, people }: Given,
): Promise<IdentityResult[]> =>
  searchByIdentity(deps, {
    organizationId: String(organizationId),
    asked: people.length,
    look: () =>
      inTransaction(deps.db, async (session) => {
        const open = await findOpenClass(deps, _id, session)
        const found = await boundTraineesByIdentity(deps, people, session)
        const mismatches = found.filter((one) => one === null).length
        const looked = fact(of, {
          what: 'TraineesLookedUp',
          subject: { kind: 'class', id: String(_id) },
          organizationId: String(organizationId),
          details: { asked: people.length, found: people.length - mismatches },
        })
        await recordFacts(deps.db, [looked], session)
        const asked = found.map((one) => ({
          traineeId: one && String(one.trainee._id),
          trainee: one && one.trainee,
        }))
        const refusals = await admit(deps, of, { open, asked, otherwise: 'person_not_enrollable' }, session)
        return { answer: refusals.map(resultOf), mismatches }
      }),
  })

const resultOf = (code: ProblemCode | null, row: number): IdentityResult =>
  code ? { row, outcome: 'refused', problem: { code, title: PROBLEMS[code].title } } : { row, outcome: 'done' }
