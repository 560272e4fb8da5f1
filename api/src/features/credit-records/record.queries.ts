import type { CourseCategory } from '@jijiao/shared/classes'
import type { RecordState } from '@jijiao/shared/credit-records'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { type CreditRecord, creditRecordModel } from './record.model'
import { ownRecords } from './record.policy'

type OwnQuery = PageQuery & {
  readonly state?: RecordState | undefined
  readonly category?: CourseCategory | undefined
  readonly year?: number | undefined
}

/** What a list does not show and would be heavy. */
const LIST_FIELDS = { trail: 0 } as const

/** A person's records, newest first. */
export async function pageOfOwnRecords(deps: Deps, traineeId: string, query: OwnQuery) {
  const found = await creditRecordModel(deps.db)
    .find(
      {
        ...ownRecords(traineeId),
        ...(query.category && { category: query.category }),
        ...(query.year && { year: query.year }),
        $and: [query.state ? { state: query.state } : {}, afterCursor(query.cursor, { path: '_id', direction: -1 })],
      },
      LIST_FIELDS,
    )
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<CreditRecord[]>()
  return cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
}
