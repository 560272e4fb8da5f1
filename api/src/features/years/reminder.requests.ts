import type { Reminded } from '@jijiao/shared/years'
import { Types, trusted } from 'mongoose'
import type { Circumstances } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { confirmedTrainees } from '../affiliations'
import { organizationNames } from '../organizations'
import { again } from './again'
import { countOutcomes, remindedBefore, remindTrainees } from './reminder.commands'
import { yearReminderModel } from './reminder.model'
import { type Listed, willMissAmong } from './standing.queries'

type UnitYear = { readonly organizationId: Types.ObjectId; readonly year: number }

/** All of them are the unit's people, or none is told. */
export async function remindChosen(
  deps: Deps,
  of: Circumstances,
  { organizationId, year, traineeIds }: UnitYear & { readonly traineeIds: readonly string[] },
): Promise<Reminded> {
  const chosen = [...new Set(traineeIds)]
  const members = await confirmedTrainees(deps, organizationId, chosen, null)
  if (members.size < chosen.length) throw new Problem('not_found')
  const names = await organizationNames(deps, [organizationId])
  const reminding = {
    organizationId,
    year,
    traineeIds: chosen.map((id) => new Types.ObjectId(id)),
    run: String(new Types.ObjectId()),
    unitName: names.get(String(organizationId)) ?? null,
  }
  const outcomes = await again(() => inTransaction(deps.db, (session) => remindTrainees(deps, of, reminding, session)))
  const results = [...outcomes].map(([traineeId, outcome]) => ({ traineeId, outcome }))
  return { ...countOutcomes(outcomes.values()), results }
}

/** Looked up so many at a time. */
const CHUNK = 500

export async function countRemindable(deps: Deps, of: UnitYear, listed: Listed, at: Date) {
  const people = await willMissAmong(deps, of, listed)
  let toldRecently = 0
  for (let start = 0; start < people.length; start += CHUNK) {
    toldRecently += await yearReminderModel(deps.db).countDocuments({
      traineeId: trusted({ $in: people.slice(start, start + CHUNK) }),
      year: of.year,
      remindedAt: trusted({ $gt: remindedBefore(at) }),
    })
  }
  return { people: people.length, toldRecently }
}
