import {
  APPROVAL_COUNT_LIMIT,
  type ApprovalCounts,
  type ApprovalItem,
  type ApprovalKind,
} from '@jijiao/shared/approvals'
import type { Sort } from '@jijiao/shared/http/contract'
import { Types, trusted } from 'mongoose'
import { type TodoPlace, type TodoSource, type TodoStream, todoStream } from '../../approvals'
import { mayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import { cutPage, nameOf, orderOf, type PageQuery, positionIn } from '../../db/keyset'
import type { Deps } from '../../deps'
import { decodeCursor, encodeCursor, invalidCursor } from '../../http/cursor'
import type { WorkCalendar } from './calendar'
import { type FollowUp, followUpModel } from './follow-up.model'
import { presentTodos } from './todo.presenter'

type Reading = {
  readonly deps: Deps
  readonly calendar: WorkCalendar
  readonly actor: OperatorActor
  readonly now: Date
}
type Ordered = PageQuery & { readonly sort: Sort<'askedAt'> }
type TodoQuery = Ordered & { readonly kind?: ApprovalKind | undefined; readonly mine?: 'true' | undefined }

const orderIn = ({ sort }: Pick<Ordered, 'sort'>) => orderOf(sort, { askedAt: { path: 'askedAt', type: 'date' } })

/** What waits side by side: of one kind, or of several where it was handed over. */
type Lane<K> = { readonly kind: K; readonly hasConflict: boolean; readonly stream: TodoStream }
type Place<K = unknown> = TodoPlace & Omit<Lane<K>, 'stream'>

/** The kinds that the operator may decide. */
const sourcesFor = ({ deps, actor }: Reading, kind?: ApprovalKind): TodoSource[] =>
  [...deps.todoSources.values()].filter((source) => (!kind || source.kind === kind) && mayDo(actor, source.work))

async function lanesOf({ actor }: Reading, sources: readonly TodoSource[]): Promise<Lane<ApprovalKind>[]> {
  const lanes = await Promise.all(
    sources.map(async ({ kind, ...source }) => {
      const { conflicts, others } = await source.streams(actor)
      return [
        ...(conflicts ? [{ kind, hasConflict: true, stream: conflicts }] : []),
        ...(others ? [{ kind, hasConflict: false, stream: others }] : []),
      ]
    }),
  )
  return lanes.flat()
}

const cursorIn =
  (query: Pick<Ordered, 'sort'>) =>
  ({ hasConflict, askedAt, id }: Place) =>
    positionIn(orderIn(query), `${hasConflict ? 'conflict' : 'other'} ${askedAt.toISOString()}`, new Types.ObjectId(id))

function readCursor(cursor: string, query: Pick<Ordered, 'sort'>) {
  const { value, id, order } = decodeCursor(cursor)
  const [lane, askedAt] = value.split(' ')
  if ((lane !== 'conflict' && lane !== 'other') || !askedAt || order !== nameOf(orderIn(query))) throw invalidCursor()
  return { hasConflict: lane === 'conflict', after: encodeCursor({ value: askedAt, id }) }
}

const byAge = (one: Place, other: Place) =>
  one.askedAt.getTime() - other.askedAt.getTime() || (one.id < other.id ? -1 : 1)

/** Merges the lanes: from each as many as could be wanted, each by its own index. */
async function placesIn<K>(lanes: readonly Lane<K>[], { cursor, limit, sort }: Ordered): Promise<Place<K>[]> {
  const { direction } = orderIn({ sort })
  const from = cursor === undefined ? null : readCursor(cursor, { sort })
  const places: Place<K>[] = []
  for (const hasConflict of [true, false]) {
    if (hasConflict && from?.hasConflict === false) continue
    if (places.length >= limit) break
    const after = from?.hasConflict === hasConflict ? from.after : undefined
    const found = await Promise.all(
      lanes
        .filter((lane) => lane.hasConflict === hasConflict)
        .map(async ({ kind, stream }) =>
          (await stream.page(after, limit, direction)).map((place) => ({ ...place, kind, hasConflict })),
        ),
    )
    places.push(
      ...found
        .flat()
        .sort((one, other) => direction * byAge(one, other))
        .slice(0, limit - places.length),
    )
  }
  return places
}

type TodoPage = { readonly data: ApprovalItem[]; readonly nextCursor: string | null }

export async function pageOfTodos(reading: Reading, query: TodoQuery): Promise<TodoPage> {
  const sources = sourcesFor(reading, query.kind)
  if (query.mine) return pageOfMine(reading, sources, query)
  const found = await placesIn(await lanesOf(reading, sources), { ...query, limit: query.limit + 1 })
  const { data, nextCursor } = cutPage(found, query.limit, cursorIn(query))
  return { data: await presentTodos(reading, data), nextCursor }
}

/** How many pages of what was handed over and is settled meanwhile are passed over in one answer. */
const PASSED_OVER = 5

/** By what was handed over to the operator; what is settled meanwhile is left out. */
async function pageOfMine(reading: Reading, sources: readonly TodoSource[], query: TodoQuery): Promise<TodoPage> {
  const FollowUps = followUpModel(reading.deps.db)
  const kinds = trusted({ $in: sources.map(({ kind }) => kind) })
  const lanes = [true, false].map((hasConflict) => ({
    kind: null,
    hasConflict,
    stream: todoStream(FollowUps, { ...assignedTo(reading.actor), hasConflict, kind: kinds }, 'askedAt'),
  }))
  let cursor = query.cursor
  for (let passed = 1; ; passed += 1) {
    const found = await placesIn(lanes, { ...query, cursor, limit: query.limit + 1 })
    const { data: places, nextCursor } = cutPage(found, query.limit, cursorIn(query))
    const followUps = await FollowUps.find({
      _id: trusted({ $in: places.map(({ id }) => new Types.ObjectId(id)) }),
    }).lean<FollowUp[]>()
    const byId = new Map(followUps.map((followUp) => [String(followUp._id), followUp]))
    const subjects = places.flatMap(({ id }) => {
      const followUp = byId.get(id)
      return followUp ? [{ id: String(followUp.subjectId), kind: followUp.kind }] : []
    })
    const data = (await presentTodos(reading, subjects)).filter(({ isMine }) => isMine)
    if (data.length > 0 || nextCursor === null || passed === PASSED_OVER) return { data, nextCursor }
    cursor = nextCursor
  }
}

const assignedTo = ({ accountId, actingAs }: OperatorActor) => ({
  'assignedTo.organizationId': new Types.ObjectId(actingAs.organizationId),
  'assignedTo.accountId': new Types.ObjectId(accountId),
})

export async function countTodos(reading: Reading): Promise<ApprovalCounts> {
  const sources = sourcesFor(reading)
  const [lanes, mine] = await Promise.all([
    lanesOf(reading, sources),
    pageOfMine(reading, sources, { limit: APPROVAL_COUNT_LIMIT, sort: 'askedAt' }),
  ])
  const counts = await Promise.all(lanes.map(({ stream }) => stream.count(APPROVAL_COUNT_LIMIT)))
  const kinds = sources.map(({ kind }) => {
    const sum = lanes.reduce((all, lane, index) => all + (lane.kind === kind ? (counts[index] ?? 0) : 0), 0)
    return { kind, count: Math.min(sum, APPROVAL_COUNT_LIMIT) }
  })
  return { kinds, mine: mine.data.length }
}
