import type { DataRequestState } from '@jijiao/shared/my-data'
import { Types } from 'mongoose'
import type { OperatorActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type DataRequest, dataRequestModel } from './data-request.model'
import { visibleTo } from './data-request.policy'

export async function findVisibleRequest(deps: Deps, actor: OperatorActor, _id: string): Promise<DataRequest> {
  const found = await dataRequestModel(deps.db)
    .findOne({ _id, ...visibleTo(actor) })
    .lean<DataRequest | null>()
  if (!found) throw new Problem('not_found')
  return found
}

export async function pageOfMine(deps: Deps, accountId: string, query: PageQuery) {
  const found = await dataRequestModel(deps.db)
    .find({ accountId: new Types.ObjectId(accountId), ...afterCursor(query.cursor, { path: '_id', direction: -1 }) })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<DataRequest[]>()
  return cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
}

/** What waits longest comes first, what is settled the other way round. */
export async function pageOfRequests(
  deps: Deps,
  actor: OperatorActor,
  { state, ...query }: PageQuery & { readonly state: DataRequestState },
) {
  const direction = state === 'submitted' ? 1 : -1
  const found = await dataRequestModel(deps.db)
    .find({
      ...visibleTo(actor),
      state,
      ...afterCursor(query.cursor, { path: 'submittedAt', direction, type: 'date' }),
    })
    .sort({ submittedAt: direction, _id: direction })
    .limit(query.limit + 1)
    .lean<DataRequest[]>()
  return cutPage(found, query.limit, ({ submittedAt, _id }) => ({ value: submittedAt.toISOString(), id: String(_id) }))
}
