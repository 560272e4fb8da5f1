import { type ClientSession, Types, trusted } from 'mongoose'
import type { AccountActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { matchPerson } from './person-search'
import { type Trainee, traineeModel } from './trainee.model'

/** The actor's trainee id: out of the token or, while that is older than the profile, by the account. */
export async function traineeIdOf(deps: Deps, actor: AccountActor): Promise<string | null> {
  if (actor.traineeId) return actor.traineeId
  const found = await traineeModel(deps.db).findOne({ accountId: actor.accountId }, { _id: 1 }).lean()
  return found ? String(found._id) : null
}

/** The actor's professional profile; `null` until it is saved the first time. */
export const traineeOf = (deps: Deps, actor: Pick<AccountActor, 'accountId'>): Promise<Trainee | null> =>
  traineeModel(deps.db).findOne({ accountId: actor.accountId }).lean<Trainee | null>().exec()

export async function traineesById(deps: Deps, ids: readonly Types.ObjectId[]): Promise<ReadonlyMap<string, Trainee>> {
  const found = await traineeModel(deps.db)
    .find({ _id: trusted({ $in: [...ids] }) })
    .lean<Trainee[]>()
  return new Map(found.map((trainee) => [String(trainee._id), trainee]))
}

export type AffiliatedTrainee = { readonly affiliation: Affiliation; readonly trainee: Trainee }

type TraineePageQuery = PageQuery & {
  readonly q?: string | undefined
  /** Trainees who are not wanted. */
  readonly except?: readonly Types.ObjectId[]
}

/** A unit's confirmed trainees, in the order of their names' pinyin. */
export async function pageOfActiveTrainees(deps: Deps, organizationId: Types.ObjectId, query: TraineePageQuery) {
  const found = await affiliationModel(deps.db)
    .find({
      organizationId,
      state: 'active',
      ...(query.except?.length && { traineeId: trusted({ $nin: [...query.except] }) }),
      $and: [matchPerson(deps, query.q), afterCursor(query.cursor, { path: 'nameKeys.pinyin', direction: 1 })],
    })
    .sort({ 'nameKeys.pinyin': 1, _id: 1 })
    .limit(query.limit + 1)
    .lean<Affiliation[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ nameKeys, _id }) => ({
    value: nameKeys.pinyin,
    id: String(_id),
  }))
  return { data: await withTrainees(deps, data), nextCursor }
}

/** Joins each affiliation with its trainee. */
export async function withTrainees(deps: Deps, affiliations: readonly Affiliation[]): Promise<AffiliatedTrainee[]> {
  const trainees = await traineesById(
    deps,
    affiliations.map(({ traineeId }) => traineeId),
  )
  return affiliations.map((affiliation) => {
    const trainee = trainees.get(String(affiliation.traineeId))
    if (!trainee) throw new Error(`the trainee of affiliation ${affiliation._id} is gone`)
    return { affiliation, trainee }
  })
}

/** Which of these trainees the unit has confirmed; in a transaction as of its snapshot. */
export async function confirmedTrainees(
  deps: Deps,
  organizationId: Types.ObjectId,
  traineeIds: readonly string[],
  session: ClientSession,
): Promise<ReadonlyMap<string, Trainee>> {
  const ids = traineeIds.map((traineeId) => new Types.ObjectId(traineeId))
  const affiliated = await affiliationModel(deps.db)
    .find({ organizationId, state: 'active', traineeId: trusted({ $in: ids }) }, { traineeId: 1 }, { session })
    .lean()
  const trainees = await traineeModel(deps.db)
    .find({ _id: trusted({ $in: affiliated.map(({ traineeId }) => traineeId) }) }, null, { session })
    .lean<Trainee[]>()
  return new Map(trainees.map((trainee) => [String(trainee._id), trainee]))
}
