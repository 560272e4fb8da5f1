import { type Fact, pendingFactModel, sealedFactModel } from '@jijiao/api/audit'
import type { TestApi } from './api'

/** What the audit log holds of a subject: what is sealed in the chain's order, then what is about to be. */
export async function factsAbout(api: TestApi, subjectId: string): Promise<Fact[]> {
  const { db } = api.app.deps
  const filter = { 'subject.id': subjectId }
  // In this order: a fact is in the chain before it leaves the waiting ones.
  const pending = await pendingFactModel(db).find(filter).sort({ _id: 1 }).lean<Fact[]>()
  const sealed = await sealedFactModel(db).find(filter).sort({ seq: 1 }).lean<Fact[]>()
  const isSealed = new Set(sealed.map(({ _id }) => String(_id)))
  return [...sealed, ...pending.filter(({ _id }) => !isSealed.has(String(_id)))]
}

/** The same by name alone. */
export const factNamesAbout = async (api: TestApi, subjectId: string) =>
  (await factsAbout(api, subjectId)).map(({ what }) => what)
