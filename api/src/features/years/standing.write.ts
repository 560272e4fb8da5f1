import { COURSE_CATEGORIES } from '@jijiao/shared/classes'
import type { Verdict } from '@jijiao/shared/rule-sets'
import { outlookOf } from '@jijiao/shared/years'
import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import type { Trainee } from '../affiliations'
import { type Standing, type StandingSheet, standingModel, standingSheetModel, sumOf } from './standing.model'

type Counted = Omit<Standing, '_id'>

/** A trainee's standing as counted for a sheet; without a rule set nobody knows. */
export function standingOf(
  { organizationId, year, round }: Pick<StandingSheet, 'organizationId' | 'year' | 'round'>,
  trainee: Trainee,
  verdict: Verdict | undefined,
  countedAt: Date,
): Counted {
  const shortOf = (category: keyof Standing['short']) =>
    (verdict?.standing !== 'unknown' &&
      verdict?.categories.find((part) => part.category === category)?.projectedShortTenths) ||
    0
  const short = { public: shortOf('public'), professional: shortOf('professional'), elective: shortOf('elective') }
  return {
    organizationId,
    year,
    round,
    countedAt,
    traineeId: trainee._id,
    nameKeys: trainee.nameKeys,
    residentIdIndex: trainee.residentIdIndex,
    outlook: verdict ? outlookOf(verdict.standing) : 'unknown',
    short,
    shortTenths: sumOf(short),
    shortIn: COURSE_CATEGORIES.filter((category) => short[category] > 0),
    needTenths: verdict?.total.needTenths ?? 0,
    countedTenths: verdict?.total.countedTenths ?? 0,
    pendingTenths: verdict?.total.pendingTenths ?? 0,
  }
}

type Contribution = Pick<Standing, 'outlook' | 'shortIn' | 'short'>

/** Puts standings in the place of what there was, takes others away, and changes the sheet's counts by the difference. */
export async function writeStandings(
  deps: Pick<Deps, 'db'>,
  { organizationId, year }: Pick<StandingSheet, 'organizationId' | 'year'>,
  { counted, gone }: { readonly counted: readonly Counted[]; readonly gone: readonly Types.ObjectId[] },
  session: ClientSession,
): Promise<void> {
  const traineeIds = [...counted.map(({ traineeId }) => traineeId), ...gone]
  if (traineeIds.length === 0) return
  const of = { organizationId, year, traineeId: trusted({ $in: traineeIds }) }
  const before = await standingModel(deps.db)
    .find(of, { traineeId: 1, outlook: 1, shortIn: 1, short: 1 }, { session })
    .lean<(Contribution & Pick<Standing, 'traineeId'>)[]>()
  const known = new Set(before.map(({ traineeId }) => String(traineeId)))
  const updates = counted.map((standing) => {
    const { traineeId } = standing
    return known.has(String(traineeId))
      ? { updateOne: { filter: { organizationId, year, traineeId }, update: { $set: standing } } }
      : { insertOne: { document: standing } }
  })
  if (updates.length > 0) await standingModel(deps.db).bulkWrite(updates, { session, ordered: true })
  if (gone.length > 0) {
    await standingModel(deps.db).deleteMany(
      { organizationId, year, traineeId: trusted({ $in: [...gone] }) },
      { session },
    )
  }
  const $inc = differences(before, counted)
  if (Object.keys($inc).length > 0) {
    await standingSheetModel(deps.db).updateOne({ organizationId, year }, { $inc }, { session })
  }
}

function differences(before: readonly Contribution[], after: readonly Contribution[]): Record<string, number> {
  const sums = new Map<string, number>()
  const add = (key: string, by: number) => sums.set(key, (sums.get(key) ?? 0) + by)
  for (const [list, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const { outlook, shortIn, short } of list) {
      add(`counts.${outlook}`, sign)
      for (const category of shortIn) {
        add(`shortPeople.${category}`, sign)
        add(`shortTenths.${category}`, sign * short[category])
      }
    }
  }
  return Object.fromEntries([...sums].filter(([, by]) => by !== 0))
}
