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
  const byYears = groupedBy([...byTrainee.values()], (of) =>
    [...new Set(of.map(({ year }) => year))].sort((a, b) => a - b).join(),
  )
  const HoursVersions = hoursVersionModel(deps.db)
  // A class of thousands is one update and one insert, not thousands of upserts. Whoever inserts the same person at the
  // same time is a write conflict, which repeats the transaction.
  for (const [years, people] of byYears) {
    const ids = people.flatMap(([first]) => first?.traineeId ?? [])
    const _id = trusted({ $in: ids })
    const known = await HoursVersions.find({ _id }, { _id: 1 }, { session }).lean<Pick<HoursVersion, '_id'>[]>()
    const increments = Object.fromEntries(years.split(',').map((year) => [`years.${year}`, 1]))
    await HoursVersions.updateMany({ _id }, { $inc: { version: 1, ...increments } }, { session })
    const isKnown = new Set(known.map((one) => String(one._id)))
    const first = Object.fromEntries(years.split(',').map((year) => [year, 1]))
    const added = ids.filter((id) => !isKnown.has(String(id))).map((id) => ({ _id: id, version: 1, years: first }))
    if (added.length > 0) await HoursVersions.insertMany(added, { session, lean: true })
  }
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
