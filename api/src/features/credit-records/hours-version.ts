import { type ClientSession, Schema, type Types, trusted } from 'mongoose'
import { groupedBy } from '../../db/grouped'
import { defineModel } from '../../db/model'
import type { Deps } from '../../deps'
import { askRecount } from '../affiliations'

/** How often a person's recognised hours have changed, in all and by year. */
type HoursVersion = {
  /** The trainee's id. */
  _id: Types.ObjectId
  version: number
  years: Record<string, number>
}

export const hoursVersionModel = defineModel(
  'HoursVersion',
  new Schema<HoursVersion>(
    {
      _id: { type: Schema.Types.ObjectId, required: true },
      version: { type: Number, default: 0 },
      years: { type: Schema.Types.Mixed, default: {} },
    },
    { collection: 'hoursVersions', versionKey: false, minimize: false },
  ),
)

export type PersonYear = { readonly traineeId: Types.ObjectId; readonly year: number }

/**
 * Tells that recognised hours of a person's year changed, in the transaction that changes them. Two things hang on it:
 * - Whoever recognises for the same person at the same time writes the same document, so that one of them repeats and
 *   sees the other's hours. That is what holds the day's ceiling, over all years.
 * - What was counted from the hours (a certificate) keeps the version of `hoursVersionsOf` and is out of date as soon as
 *   that differs.
 */
export async function markHoursChanged(
  deps: Pick<Deps, 'db'>,
  changed: readonly PersonYear[],
  session: ClientSession,
): Promise<void> {
  await askRecount(
    deps,
    changed.map(({ traineeId }) => traineeId),
    session,
  )
  const byTrainee = groupedBy(changed, ({ traineeId }) => String(traineeId))
  const updates = [...byTrainee.values()].flatMap((of) => {
    const [first] = of
    if (!first) return []
    const years = Object.fromEntries([...new Set(of.map(({ year }) => year))].map((year) => [`years.${year}`, 1]))
    const update = { $inc: { version: 1, ...years } }
    return { updateOne: { filter: { _id: first.traineeId }, update, upsert: true } }
  })
  if (updates.length > 0) await hoursVersionModel(deps.db).bulkWrite(updates, { session })
}

/** The version of each trainee's year by trainee id; 0 as long as nothing was recognised. */
export async function hoursVersionsOf(
  deps: Pick<Deps, 'db'>,
  { traineeIds, year }: { readonly traineeIds: readonly Types.ObjectId[]; readonly year: number },
  session?: ClientSession,
): Promise<ReadonlyMap<string, number>> {
  const found = await hoursVersionModel(deps.db)
    .find({ _id: trusted({ $in: [...traineeIds] }) }, { [`years.${year}`]: 1 }, { session: session ?? null })
    .lean<Pick<HoursVersion, '_id' | 'years'>[]>()
  const versions = new Map(found.map(({ _id, years }) => [String(_id), years?.[String(year)] ?? 0]))
  return new Map(traineeIds.map((traineeId) => [String(traineeId), versions.get(String(traineeId)) ?? 0]))
}
