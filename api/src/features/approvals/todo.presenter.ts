import { type ApprovalItem, type ApprovalKind, DECISIONS_OF, dueOf } from '@jijiao/shared/approvals'
import { Types, trusted } from 'mongoose'
import type { TodoRow } from '../../approvals'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { WorkCalendar } from './calendar'
import { type FollowUp, followUpModel } from './follow-up.model'

type Reader = {
  readonly deps: Deps
  readonly calendar: WorkCalendar
  readonly actor: OperatorActor
  readonly now: Date
}
type Subject = { readonly kind: ApprovalKind; readonly id: string }

const keyOf = (kind: ApprovalKind, id: string, askedAt: Date) => `${kind}:${id}:${askedAt.getTime()}`

/** In the order given, with one look at each kind; what does not wait any more is left out. */
export async function presentTodos(reader: Reader, subjects: readonly Subject[]): Promise<ApprovalItem[]> {
  const { deps, actor } = reader
  if (subjects.length === 0) return []
  const kinds = [...new Set(subjects.map(({ kind }) => kind))]
  const [followUps, ...rows] = await Promise.all([
    followUpsOf(deps, subjects),
    ...kinds.map(async (kind) => {
      const ids = subjects.filter((subject) => subject.kind === kind).map(({ id }) => id)
      const found = (await deps.todoSources.get(kind)?.rows(actor, ids)) ?? []
      return found.map((row) => [`${kind}:${row.id}`, row] as const)
    }),
  ])
  const byKey = new Map(rows.flat())
  return subjects.flatMap(({ kind, id }) => {
    const row = byKey.get(`${kind}:${id}`)
    return row ? [presentTodo(reader, kind, row, followUps.get(keyOf(kind, id, row.askedAt)))] : []
  })
}

async function followUpsOf(deps: Pick<Deps, 'db'>, subjects: readonly Subject[]) {
  const ids = subjects.map(({ id }) => new Types.ObjectId(id))
  const found = await followUpModel(deps.db)
    .find({ subjectId: trusted({ $in: ids }) })
    .lean<FollowUp[]>()
  return new Map(found.map((one) => [keyOf(one.kind, String(one.subjectId), one.askedAt), one]))
}

function presentTodo(
  { actor, calendar, now }: Reader,
  kind: ApprovalKind,
  row: TodoRow,
  followUp: FollowUp | undefined,
): ApprovalItem {
  const { accountId, actingAs } = actor
  const assigned = followUp?.assignedTo
  const assignee = assigned && String(assigned.organizationId) === actingAs.organizationId ? assigned : null
  return {
    kind,
    id: row.id,
    title: row.title,
    asker: row.asker,
    askedAt: row.askedAt.toISOString(),
    ...dueOf({ kind, ...row }, calendar, now),
    hasConflict: row.hasConflict,
    nudgedOn: followUp?.nudgedOn ?? null,
    assignee: assignee && { operatorId: String(assignee.operatorId), name: assignee.name },
    isMine: assignee !== null && String(assignee.accountId) === accountId,
    version: row.version,
    link: { page: row.link.page, params: { ...row.link.params } },
    decisions: row.mayDecide ? [...DECISIONS_OF[kind]] : [],
    abilities: { decide: row.mayDecide, handOver: true },
  }
}
