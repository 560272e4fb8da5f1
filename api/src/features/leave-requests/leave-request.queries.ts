import type { LeaveState } from '@jijiao/shared/leave-requests'
import { Types } from 'mongoose'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { type LeaveRequest, leaveRequestModel } from './leave-request.model'

type Query = PageQuery & { readonly state: LeaveState; readonly classId?: string | undefined }

/** A unit's requests in a state: what waits longest comes first, what is settled the other way round. */
export async function pageOfLeaveRequests(deps: Deps, organizationId: string, { classId, ...query }: Query) {
  const direction = query.state === 'pending' ? 1 : -1
  const found = await leaveRequestModel(deps.db)
    .find({
      organizationId: new Types.ObjectId(organizationId),
      ...(classId && { classId: new Types.ObjectId(classId) }),
      state: query.state,
      ...afterCursor(query.cursor, { path: 'askedAt', direction, type: 'date' }),
    })
    .sort({ askedAt: direction, _id: direction })
    .limit(query.limit + 1)
    .lean<LeaveRequest[]>()
  return cutPage(found, query.limit, ({ askedAt, _id }) => ({ value: askedAt.toISOString(), id: String(_id) }))
}

export async function pageOfMyLeaveRequests(deps: Deps, traineeId: string, query: PageQuery) {
  const found = await leaveRequestModel(deps.db)
    .find({ traineeId: new Types.ObjectId(traineeId), ...afterCursor(query.cursor, { path: '_id', direction: -1 }) })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<LeaveRequest[]>()
  return cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
}
