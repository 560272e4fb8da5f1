import type { CourseCategory } from '@jijiao/shared/classes'
import type { RecordState } from '@jijiao/shared/credit-records'
import type { Sort } from '@jijiao/shared/http/contract'
import { type QueryFilter, Types, trusted } from 'mongoose'
import type { OperatorActor } from '../../auth/actor'
import {
  afterCursor,
  cutPage,
  orderOf,
  type PageQuery,
  partsAfterCursor,
  positionIn,
  readInTurn,
  sortIn,
} from '../../db/keyset'
import type { Deps } from '../../deps'
import { matchPerson, traineeIdsNamed } from '../affiliations'
import { type CreditRecord, creditRecordModel } from './record.model'
import { isAuthority, ofRegion, ownRecords } from './record.policy'
import { keysFor } from './record-terms'

type Filter = QueryFilter<CreditRecord>

/** What a list does not show and would be heavy. */
const LIST_FIELDS = { trail: 0 } as const

type Filtered = {
  readonly state?: RecordState | undefined
  readonly category?: CourseCategory | undefined
  readonly year?: number | undefined
  readonly studyMode?: string | undefined
  readonly assessmentResult?: string | undefined
}

const equalTo = ({ category, year, studyMode, assessmentResult }: Filtered) => ({
  ...(category && { category }),
  ...(year && { year }),
  ...(studyMode && { studyMode }),
  ...(assessmentResult && { assessmentResult }),
})

/** A course that was searched for, by the keys of all names that have the text. */
async function courseCondition(deps: Pick<Deps, 'db'>, typed: string | undefined): Promise<Filter> {
  const keys = await keysFor(deps, 'course', typed)
  return keys ? { courseKey: trusted({ $in: keys }) } : {}
}

async function providerCondition(deps: Pick<Deps, 'db'>, typed: string | undefined): Promise<Filter> {
  const keys = await keysFor(deps, 'provider', typed)
  return keys ? { providerKey: trusted({ $in: keys }) } : {}
}

const newestFirst = ({ _id }: CreditRecord) => ({ value: String(_id), id: String(_id) })

/** A person's records, newest first. */
export async function pageOfOwnRecords(deps: Deps, traineeId: string, query: PageQuery & Filtered) {
  const after = afterCursor(query.cursor, { path: '_id', direction: -1 })
  const found = await creditRecordModel(deps.db)
    .find(
      {
        ...ownRecords(traineeId),
        ...equalTo(query),
        $and: [query.state ? { state: query.state } : {}, after],
      },
      LIST_FIELDS,
    )
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<CreditRecord[]>()
  return cutPage(found, query.limit, newestFirst)
}

type Searched = Filtered & { readonly course?: string | undefined }
type DeclaredQuery = PageQuery & Searched & { readonly sort: Sort<'createdAt'> }

/** What the organization declared. */
export async function pageOfDeclaredRecords(deps: Deps, actor: OperatorActor, query: DeclaredQuery) {
  const order = orderOf(query.sort, { createdAt: { path: '_id' } })
  const found = await creditRecordModel(deps.db)
    .find(
      {
        'declaredBy.organizationId': new Types.ObjectId(actor.actingAs.organizationId),
        ...equalTo(query),
        ...(query.state && { state: query.state }),
        $and: [await courseCondition(deps, query.course), afterCursor(query.cursor, order)],
      },
      LIST_FIELDS,
    )
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<CreditRecord[]>()
  return cutPage(found, query.limit, ({ _id }) => positionIn(order, String(_id), _id))
}

type ToDecideQuery = PageQuery & Searched & { readonly q?: string | undefined; readonly sort: Sort<'submittedAt'> }

/** What waits for the organization's decision. */
export async function pageOfRecordsToDecide(deps: Deps, actor: OperatorActor, query: ToDecideQuery) {
  const order = orderOf(query.sort, { submittedAt: { path: 'review.submittedAt', type: 'date' } })
  const awaitingId = new Types.ObjectId(actor.actingAs.organizationId)
  const searched = [await courseCondition(deps, query.course), matchPerson(deps, query.q)]
  const parts = partsAfterCursor(query.cursor, order)
  const found = await readInTurn(parts, query.limit + 1, (part, limit) =>
    creditRecordModel(deps.db)
      .find(
        {
          awaitingId,
          ...equalTo(query),
          $and: [...searched, part],
        },
        LIST_FIELDS,
      )
      .sort(sortIn(order))
      .limit(limit)
      .lean<CreditRecord[]>()
      .exec(),
  )
  return cutPage(found, query.limit, ({ review, _id }) =>
    positionIn(order, (review?.submittedAt ?? new Date(0)).toISOString(), _id),
  )
}

type RecognizedQuery = PageQuery &
  Searched & {
    readonly q?: string | undefined
    readonly provider?: string | undefined
    readonly selfApproved?: 'true' | undefined
    readonly sort: Sort<'year'>
  }

/** Recognised records of the unit, of the authority's region, or declared by the provider. */
export async function pageOfRecognizedRecords(deps: Deps, actor: OperatorActor, query: RecognizedQuery) {
  const conditions = [
    await scopeOf(deps, actor),
    await nameCondition(deps, actor, query.q),
    await courseCondition(deps, query.course),
    await providerCondition(deps, query.provider),
  ]
  const order = orderOf(query.sort, { year: { path: 'year', type: 'number' } })
  const parts = partsAfterCursor(query.cursor, order)
  const found = await readInTurn(parts, query.limit + 1, (part, limit) =>
    creditRecordModel(deps.db)
      .find(
        {
          state: 'recognized',
          ...equalTo(query),
          ...(query.selfApproved && { selfApproved: true }),
          $and: [...conditions, part],
        },
        LIST_FIELDS,
      )
      .sort(sortIn(order))
      .limit(limit)
      .lean<CreditRecord[]>()
      .exec(),
  )
  return cutPage(found, query.limit, ({ year, _id }) => positionIn(order, String(year), _id))
}

async function scopeOf(deps: Pick<Deps, 'db'>, actor: OperatorActor): Promise<Filter> {
  if (isAuthority(actor)) return ofRegion(deps, actor)
  const id = new Types.ObjectId(actor.actingAs.organizationId)
  return actor.actingAs.kind === 'provider' ? { 'declaredBy.organizationId': id } : { organizationId: id }
}

/** People are found first, among those of the unit or region, and then their records; a provider has no people. */
async function nameCondition(deps: Deps, actor: OperatorActor, typed: string | undefined): Promise<Filter> {
  if (!typed) return {}
  if (actor.actingAs.kind === 'provider') return matchPerson(deps, typed)
  const people = isAuthority(actor)
    ? { regionCodes: (await ofRegion(deps, actor)).regionCodes }
    : { organizationId: new Types.ObjectId(actor.actingAs.organizationId) }
  return { traineeId: trusted({ $in: await traineeIdsNamed(deps, people, typed) }) }
}
