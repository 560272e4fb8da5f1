import type { DishonestyState, DishonestySubject } from '@jijiao/shared/dishonesty'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import { matchText } from '../../db/text-search'
import type { Deps } from '../../deps'
import { type DishonestyRecord, dishonestyModel } from './record.model'

type RecordQuery = PageQuery & {
  readonly subjectKind?: DishonestySubject | undefined
  readonly state?: DishonestyState | undefined
  readonly q?: string | undefined
}

/** What somebody sees, newest first. */
export async function pageOfDishonesty(deps: Deps, visible: object, query: RecordQuery) {
  const found = await dishonestyModel(deps.db)
    .find({
      ...visible,
      ...(query.subjectKind && { subjectKind: query.subjectKind }),
      ...(query.state && { state: query.state }),
      $and: [matchText('searchText', query.q), afterCursor(query.cursor, { path: '_id', direction: -1 })],
    })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<DishonestyRecord[]>()
  return cutPage(found, query.limit, ({ _id }) => ({ value: '', id: String(_id) }))
}
