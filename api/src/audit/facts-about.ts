import { type Connection, Types, trusted } from 'mongoose'
import { pendingFactModel, sealedFactModel } from './audit.model'
import type { Fact, FactName } from './facts'

/**
 * Facts of one kind about one subject, newest first, also those that are not sealed yet; `before` is the id of the last
 * one that was read.
 */
export async function factsAbout(
  db: Connection,
  { subjectId, what }: { readonly subjectId: string; readonly what: FactName },
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<Fact[]> {
  const filter = {
    'subject.id': subjectId,
    what,
    ...(before && { _id: trusted({ $lt: new Types.ObjectId(before) }) }),
  }
  // In this order: a fact is in the chain before it leaves the waiting ones.
  const pending = await pendingFactModel(db).find(filter).sort({ _id: -1 }).limit(limit).lean<Fact[]>()
  const sealed = await sealedFactModel(db).find(filter).sort({ _id: -1 }).limit(limit).lean<Fact[]>()
  const facts = new Map([...sealed, ...pending].map((fact) => [String(fact._id), fact]))
  return [...facts.values()].sort((a, b) => (String(a._id) < String(b._id) ? 1 : -1)).slice(0, limit)
}
