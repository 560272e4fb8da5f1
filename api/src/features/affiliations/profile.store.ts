import { type ClientSession, Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { affiliationModel } from './affiliation.model'
import { searchedAs } from './affiliation.search'
import { recordChanges } from './profile-change'
import { askRecount } from './recount'
import { type Trainee, traineeModel } from './trainee.model'

export async function insertTrainee(
  deps: Pick<Deps, 'db'>,
  content: Omit<Trainee, '_id' | 'version'>,
  session: ClientSession,
): Promise<Trainee> {
  const trainee: Trainee = { _id: new Types.ObjectId(), ...content, version: 1 }
  await traineeModel(deps.db).create([trainee], { session })
  return trainee
}

/** Changes the profile that was read, keeps what changed, and lets its affiliations be found by the new name or phone. */
export async function changeTrainee(
  deps: Pick<Deps, 'db' | 'vault'>,
  of: Circumstances,
  known: Trainee,
  content: Partial<Trainee>,
  session: ClientSession,
): Promise<Trainee> {
  const changed = await traineeModel(deps.db)
    .findOneAndUpdate(
      { _id: known._id, version: known.version, accountId: known.accountId },
      { $set: { ...content, changedAt: of.at }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    )
    .lean<Trainee | null>()
  if (!changed) throw new Problem('state_conflict')
  await askRecount(deps, [changed._id], session)
  await recordChanges(deps, of, known, changed, session)
  if (changed.name !== known.name || changed.phoneIndex !== known.phoneIndex) {
    const found = { $set: searchedAs(changed) }
    await affiliationModel(deps.db).updateMany({ traineeId: changed._id }, found, { session })
  }
  return changed
}
