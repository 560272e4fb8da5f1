import type { Sort } from '@jijiao/shared/http/contract'
import { type ClientSession, Types, trusted } from 'mongoose'
import type { AccountActor } from '../../auth/actor'
import { orderOf, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { findPerson } from '../accounts'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { pageOfAffiliations } from './affiliation.search'
import { claimTrainee } from './profile.commands'
import { type Trainee, traineeModel } from './trainee.model'

/** The actor's trainee id: out of the token or, while that is older than the profile, by the account. */
export async function traineeIdOf(deps: Deps, actor: AccountActor): Promise<string | null> {
  if (actor.traineeId) return actor.traineeId
  const trainee = await traineeOf(deps, actor)
  return trainee && String(trainee._id)
}

/** The same of who must have one: without it nothing of theirs is there. */
export async function ownTraineeId(deps: Deps, actor: AccountActor): Promise<string> {
  const traineeId = await traineeIdOf(deps, actor)
  if (!traineeId) throw new Problem('not_found')
  return traineeId
}

/** The actor's professional profile; `null` until it is saved the first time or a unit has added the person. */
export async function traineeOf(deps: Deps, actor: Pick<AccountActor, 'accountId'>): Promise<Trainee | null> {
  const { accountId } = actor
  const own = await traineeModel(deps.db).findOne({ accountId }).lean<Trainee | null>()
  if (own) return own
  const person = await findPerson(deps, accountId)
  if (!person) return null
  const at = new Date(deps.clock.now())
  const of = { actor: { accountId, organizationId: null }, at, requestId: 'first-visit' }
  return claimTrainee(deps, of, person)
}

export async function traineesById(deps: Deps, ids: readonly Types.ObjectId[]): Promise<ReadonlyMap<string, Trainee>> {
  const found = await traineeModel(deps.db)
    .find({ _id: trusted({ $in: [...ids] }) })
    .lean<Trainee[]>()
  return new Map(found.map((trainee) => [String(trainee._id), trainee]))
}

export type AffiliatedTrainee = { readonly affiliation: Affiliation; readonly trainee: Trainee }

/** Those of a unit, or of an authority's region. */
export type VisibleTrainees = { readonly organizationId: Types.ObjectId } | { readonly regionCodes: string }

type TraineePageQuery = PageQuery & {
  readonly q?: string | undefined
  readonly sort: Sort<'name'>
  /** Trainees who are not wanted. */
  readonly except?: readonly Types.ObjectId[]
}

/** Confirmed trainees of a unit or of a region. */
export async function pageOfActiveTrainees(deps: Deps, of: VisibleTrainees, query: TraineePageQuery) {
  const except = query.except?.length ? { traineeId: trusted({ $nin: [...query.except] }) } : {}
  const { data, nextCursor } = await pageOfAffiliations(
    deps,
    { ...of, state: 'active', ...except },
    query,
    byName(query.sort),
  )
  return { data: await withTrainees(deps, data), nextCursor }
}

const NAME = { path: 'nameKeys.pinyin' } as const

/** People in the order of their names' pinyin, or the other way round. */
export const byName = (sort: Sort<'name'>) => ({ ...orderOf(sort, { name: NAME }), ...NAME })

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

/** A trainee with its active affiliation, where that is visible. */
export async function affiliatedTrainee(
  deps: Deps,
  traineeId: string,
  visible: VisibleTrainees,
): Promise<AffiliatedTrainee | null> {
  const bound = { traineeId: new Types.ObjectId(traineeId), state: 'active' as const }
  const affiliation = await affiliationModel(deps.db)
    .findOne({ ...bound, ...visible })
    .lean<Affiliation | null>()
  const [row] = affiliation ? await withTrainees(deps, [affiliation]) : []
  return row ?? null
}

/** Which of these trainees the unit has confirmed; in a transaction as of its snapshot. */
export async function confirmedTrainees(
  deps: Deps,
  organizationId: Types.ObjectId,
  traineeIds: readonly string[],
  session: ClientSession | null,
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

/** Which unit each of these trainees belongs to now, by trainee id. */
export async function unitsOf(
  deps: Pick<Deps, 'db'>,
  traineeIds: readonly Types.ObjectId[],
): Promise<ReadonlyMap<string, Types.ObjectId>> {
  if (traineeIds.length === 0) return new Map()
  const found = await affiliationModel(deps.db)
    .find({ traineeId: trusted({ $in: [...traineeIds] }), state: 'active' }, { traineeId: 1, organizationId: 1 })
    .lean()
  return new Map(found.map(({ traineeId, organizationId }) => [String(traineeId), organizationId]))
}

/** Everybody a unit has confirmed, by id alone. */
export async function memberIds(deps: Pick<Deps, 'db'>, organizationId: Types.ObjectId): Promise<Types.ObjectId[]> {
  const found = await affiliationModel(deps.db)
    .find({ organizationId, state: 'active' }, { traineeId: 1 })
    .lean<Pick<Affiliation, 'traineeId'>[]>()
  return found.map(({ traineeId }) => traineeId)
}

export const hasMembers = async (deps: Pick<Deps, 'db'>, organizationId: Types.ObjectId): Promise<boolean> =>
  (await affiliationModel(deps.db).exists({ organizationId, state: 'active' })) !== null

/** Those of these trainees who are bound to a unit, with it. */
export async function activeMembers(
  deps: Pick<Deps, 'db'>,
  traineeIds: readonly Types.ObjectId[],
  session: ClientSession,
): Promise<{ readonly trainee: Trainee; readonly organizationId: Types.ObjectId }[]> {
  const bound = await affiliationModel(deps.db)
    .find({ traineeId: trusted({ $in: [...traineeIds] }), state: 'active' }, null, { session })
    .lean<Affiliation[]>()
  const trainees = await traineeModel(deps.db)
    .find({ _id: trusted({ $in: bound.map(({ traineeId }) => traineeId) }) }, null, { session })
    .lean<Trainee[]>()
  const byId = new Map(trainees.map((trainee) => [String(trainee._id), trainee]))
  return bound.flatMap(({ traineeId, organizationId }) => {
    const trainee = byId.get(String(traineeId))
    return trainee ? { trainee, organizationId } : []
  })
}
