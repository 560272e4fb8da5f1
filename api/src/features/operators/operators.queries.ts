import { lapsedUpTo, type OperatorState } from '@jijiao/shared/organizations'
import { normalizeSearchText } from '@jijiao/shared/text'
import { Types, trusted } from 'mongoose'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { accountNames } from '../accounts'
import { type Operator, operatorModel } from '../organizations'

type OperatorPageQuery = PageQuery & {
  readonly state?: OperatorState | undefined
  readonly q?: string | undefined
}

/** One unit's bindings, newest first, with the names of their persons. */
export async function pageOfOperators(deps: Deps, unitId: string, query: OperatorPageQuery, at: number) {
  const organizationId = new Types.ObjectId(unitId)
  const accountIds = query.q ? await accountsLike(deps, organizationId, query.q) : null
  const found = await operatorModel(deps.db)
    .find({
      organizationId,
      replacedById: null,
      ...(accountIds && { accountId: trusted({ $in: accountIds }) }),
      $and: [inState(query.state, at), afterCursor(query.cursor, { path: '_id', direction: -1 })],
    })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<Operator[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
  const names = await accountNames(
    deps,
    data.map(({ accountId }) => accountId),
  )
  return { data, names, nextCursor }
}

/** An unanswered invitation lapses by the clock alone, so its stored state is not its whole state. */
function inState(state: OperatorState | undefined, at: number) {
  const cutoff = new Date(lapsedUpTo(at))
  if (state === undefined) return {}
  if (state === 'pending') return { state, invitedAt: trusted({ $gt: cutoff }) }
  if (state !== 'lapsed') return { state }
  return { $or: [{ state }, { state: 'pending' as const, invitedAt: trusted({ $lte: cutoff }) }] }
}

/** A unit has few operators: their names are compared here. */
async function accountsLike(deps: Deps, organizationId: Types.ObjectId, q: string): Promise<Types.ObjectId[]> {
  const bindings = await operatorModel(deps.db)
    .find({ organizationId }, { accountId: 1 })
    .lean<Pick<Operator, 'accountId'>[]>()
  const names = await accountNames(
    deps,
    bindings.map(({ accountId }) => accountId),
  )
  const part = normalizeSearchText(q)
  const isLike = (text: string) => normalizeSearchText(text).includes(part)
  return [...names].flatMap(([accountId, { name, userName }]) =>
    isLike(name) || isLike(userName) ? [new Types.ObjectId(accountId)] : [],
  )
}
