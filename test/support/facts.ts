import { type Fact, pendingFactModel, sealedFactModel } from '@jijiao/api/audit'
import type { TestApi } from './api'

/** What the audit log holds of a subject, sealed or about to be, oldest first. */
export async function factsAbout(api: TestApi, subjectId: string): Promise<Fact[]> {
  const { db } = api.app.deps
  const filter = { 'subject.id': subjectId }
  // In this order: a fact is in the chain before it leaves the waiting ones.
  const pending = await pendingFactModel(db).find(filter).lean<Fact[]>()
  const sealed = await sealedFactModel(db).find(filter).lean<Fact[]>()
  const facts = new Map([...sealed, ...pending].map((fact) => [String(fact._id), fact]))
  return [...facts.values()].sort((a, b) => String(a._id).localeCompare(String(b._id)))
}

/** The same by name alone. */
export const factNamesAbout = async (api: TestApi, subjectId: string) =>
  (await factsAbout(api, subjectId)).map(({ what }) => what)
