import { trusted } from 'mongoose'
import { FACTS, type SealedFact, SUBJECT_KINDS, sealedFactModel } from '../../audit'
import { cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { decodeCursor, invalidCursor } from '../../http/cursor'

type LogQuery = PageQuery & {
  readonly what?: string | undefined
  readonly subjectKind?: string | undefined
  readonly subjectId?: string | undefined
  readonly actorId?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
}

/**
 * What happened to an organization's things and what was done in its name, the newest of the chain first. Each half is
 * read in the order of an index; what is in both is one line.
 */
export async function pageOfFacts(deps: Pick<Deps, 'db'>, organizationId: string, query: LogQuery) {
  const { subjectId, actorId, since, until } = query
  const what = FACTS.find((name) => name === query.what)
  const subjectKind = SUBJECT_KINDS.find((kind) => kind === query.subjectKind)
  if ((query.what && !what) || (query.subjectKind && !subjectKind)) return { data: [], nextCursor: null }
  const filter = {
    ...(what && { what }),
    ...(subjectKind && { 'subject.kind': subjectKind }),
    ...(subjectId && { 'subject.id': subjectId }),
    ...(actorId && { 'actor.accountId': actorId }),
    ...((since || until) && {
      at: trusted({ ...(since && { $gte: new Date(since) }), ...(until && { $lte: new Date(until) }) }),
    }),
    ...(query.cursor && { seq: trusted({ $lt: seqOf(query.cursor) }) }),
  }
  const halves = await Promise.all(
    [{ organizationId }, { 'actor.organizationId': organizationId }].map((half) =>
      sealedFactModel(deps.db)
        .find({ ...half, ...filter })
        .sort({ seq: -1 })
        .limit(query.limit + 1)
        .lean<SealedFact[]>(),
    ),
  )
  const facts = [...new Map(halves.flat().map((fact) => [fact.seq, fact])).values()].sort((a, b) => b.seq - a.seq)
  return cutPage(facts, query.limit, ({ seq, _id }) => ({ value: String(seq), id: String(_id) }))
}

function seqOf(cursor: string): number {
  const seq = Number(decodeCursor(cursor).value)
  if (!Number.isSafeInteger(seq)) throw invalidCursor()
  return seq
}
