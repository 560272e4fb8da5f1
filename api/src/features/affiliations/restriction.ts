import { type ClientSession, type Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { activeAffiliationOf } from './affiliation.bind'
import { finish } from './affiliation.endings'
import { type Trainee, traineeModel } from './trainee.model'

export const isRestricted = ({ restrictedAt }: Pick<Trainee, 'restrictedAt'>) => Boolean(restrictedAt)

/** What is only kept is not shown whole, not changed and not printed by anybody but the person. */
export function assertUnrestricted(trainee: Pick<Trainee, 'restrictedAt'>) {
  if (isRestricted(trainee)) throw new Problem('data_restricted')
}

/** Which of these only their owners may do something with. */
export async function restrictedAmong(
  deps: Pick<Deps, 'db'>,
  traineeIds: readonly Types.ObjectId[],
): Promise<ReadonlySet<string>> {
  const found = await traineeModel(deps.db)
    .find({ _id: trusted({ $in: [...traineeIds] }) }, { restrictedAt: 1 })
    .lean<Pick<Trainee, '_id' | 'restrictedAt'>[]>()
  return new Set(found.filter(isRestricted).map(({ _id }) => String(_id)))
}

type Restricting = { readonly deps: Pick<Deps, 'db'>; readonly of: Circumstances; readonly session: ClientSession }

/** In the transaction of what was granted; a second restriction changes nothing. */
export async function restrictTrainee({ deps, of, session }: Restricting, traineeId: Types.ObjectId): Promise<void> {
  await setRestriction({ deps, of, session }, traineeId, of.at)
}

export const liftRestriction = (deps: Pick<Deps, 'db'>, of: Circumstances, traineeId: Types.ObjectId): Promise<void> =>
  inTransaction(deps.db, (session) => setRestriction({ deps, of, session }, traineeId, null))

async function setRestriction({ deps, of, session }: Restricting, traineeId: Types.ObjectId, at: Date | null) {
  const { modifiedCount } = await traineeModel(deps.db).updateOne(
    { _id: traineeId, restrictedAt: at ? null : trusted({ $ne: null }) },
    { $set: { restrictedAt: at }, $inc: { version: 1 } },
    { session },
  )
  if (modifiedCount === 0) return
  const what = at ? 'ProcessingRestricted' : 'RestrictionLifted'
  const told = fact(of, { what, subject: { kind: 'trainee', id: String(traineeId) }, organizationId: null })
  await recordFacts(deps.db, [told], session)
}

/** The person is gone: the unit is left, and what stays of the profile is an archive that belongs to no account. */
export async function archiveTrainee(
  { deps, of, session }: Restricting,
  { traineeId, accountId }: { readonly traineeId: Types.ObjectId; readonly accountId: Types.ObjectId },
): Promise<void> {
  const bound = await activeAffiliationOf(deps, traineeId, session)
  if (bound) await finish(deps, of, { _id: bound._id, traineeId }, { ending: 'leave', reason: '注销账号' }, session)
  await restrictTrainee({ deps, of, session }, traineeId)
  await traineeModel(deps.db).updateOne(
    { _id: traineeId, accountId },
    { $set: { accountId: null }, $inc: { version: 1 } },
    { session },
  )
}
