import { randomUUID } from 'node:crypto'
import { dayInChina } from '@jijiao/shared/credit-records'
import type { Verdict } from '@jijiao/shared/rule-sets'
import { Types, trusted } from 'mongoose'
import { z } from 'zod'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob, enqueueJob } from '../../jobs'
import { confirmedTrainees, memberIds } from '../affiliations'
import { regionOf } from '../organizations'
import { currentRuleSets } from '../rule-sets'
import { again } from './again'
import { judgeYears } from './judge'
import { isBeingCounted, type Standing, type StandingSheet, standingModel, standingSheetModel } from './standing.model'
import { standingOf, writeStandings } from './standing.write'

/** As many as one transaction counts. */
const CHUNK = 500
/** A counting that has not ended by then died with its process. */
const COUNTING_MS = 120_000
/** Members of a unit that is counted within the request. */
const LARGEST_INLINE = 500
const FAR_AWAY = '9999-12-31'

const NOTHING = {
  counts: { passed: 0, onTrack: 0, willMiss: 0, unknown: 0 },
  shortPeople: { public: 0, professional: 0, elective: 0 },
  shortTenths: { public: 0, professional: 0, elective: 0 },
  stamp: -1,
  holdsUntilOn: '',
  countedAt: null,
  countingUntil: null,
}

type UnitYear = { readonly organizationId: Types.ObjectId; readonly year: number }

const findSheet = (deps: Pick<Deps, 'db'>, of: UnitYear) =>
  standingSheetModel(deps.db).findOne(of).lean<StandingSheet | null>().exec()

type Counting = {
  /** Members of a unit that is counted at once, not by a job. */
  readonly largestInline?: number
}

/** The sheet as it holds now: counted anew where something larger than one trainee has changed. */
export async function countedSheet(deps: Deps, of: UnitYear, how: Counting = {}): Promise<StandingSheet> {
  const sheet = await findSheet(deps, of)
  const { stamp } = await currentRuleSets(deps)
  const isCurrent =
    sheet !== null &&
    sheet.countedAt !== null &&
    sheet.stamp === stamp &&
    dayInChina(new Date(deps.clock.now())) <= sheet.holdsUntilOn
  return isCurrent ? sheet : countUnitYear(deps, of, how)
}

/** For a job, which waits however large the unit is; `null` while somebody else counts it. */
export async function settledSheet(deps: Deps, of: UnitYear): Promise<StandingSheet | null> {
  const sheet = await countedSheet(deps, of, { largestInline: Number.POSITIVE_INFINITY })
  return sheet.countedAt === null || isBeingCounted(sheet, deps.clock.now()) ? null : sheet
}

/**
 * Counts everybody in the unit anew; while somebody else does, answers the sheet as it is. A large unit is counted by a
 * job behind the answer, which says so (`isCounting`): a look must not outlast a proxy.
 */
export async function countUnitYear(
  deps: Deps,
  of: UnitYear,
  { largestInline = LARGEST_INLINE }: Counting = {},
): Promise<StandingSheet> {
  const now = deps.clock.now()
  const begun = await begin(deps, of, randomUUID(), now)
  if (begun) {
    const members = await memberIds(deps, of.organizationId)
    if (members.length > largestInline) await enqueueCounting(deps, begun, now)
    else await finish(deps, begun)
  }
  const sheet = await findSheet(deps, of)
  if (!sheet) throw new Error('a sheet that was begun is gone')
  return sheet
}

async function finish(deps: Deps, { organizationId, year, round }: StandingSheet): Promise<void> {
  const own = { organizationId, year, round }
  const sheet = await standingSheetModel(deps.db).findOne(own).lean<StandingSheet | null>()
  // Another counting took over meanwhile.
  if (!sheet) return
  try {
    await countEverybody(deps, sheet)
  } finally {
    await standingSheetModel(deps.db).updateOne(own, { $set: { countingUntil: null } })
  }
}

const COUNT_UNIT_YEAR = 'years.countUnit'

async function enqueueCounting(deps: Deps, { organizationId, year, round }: StandingSheet, now: number) {
  const payload = { organizationId: String(organizationId), year, round }
  const by = { actor: { accountId: null, organizationId: null }, at: new Date(now), requestId: COUNT_UNIT_YEAR }
  await enqueueJob(deps, { kind: COUNT_UNIT_YEAR, payload, by })
}

export const countUnitJob = (deps: Deps) =>
  defineJob({
    kind: COUNT_UNIT_YEAR,
    payload: z.object({ organizationId: z.string(), year: z.int(), round: z.string() }),
    async run({ payload: { organizationId, year, round } }) {
      const own = { organizationId: new Types.ObjectId(organizationId), year, round }
      const sheet = await standingSheetModel(deps.db).findOne(own).lean<StandingSheet | null>()
      if (sheet) await finish(deps, sheet)
      return undefined
    },
  })

/** A sheet never stands without a round: who is counted on her own in that moment is counted for it. */
async function begin(deps: Deps, of: UnitYear, round: string, now: number): Promise<StandingSheet | null> {
  try {
    await standingSheetModel(deps.db).updateOne(of, { $setOnInsert: { ...NOTHING, round } }, { upsert: true })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  return standingSheetModel(deps.db)
    .findOneAndUpdate(
      { ...of, $or: [{ countingUntil: null }, { countingUntil: trusted({ $lte: new Date(now) }) }] },
      { $set: { round, countingUntil: new Date(now + COUNTING_MS) } },
      { returnDocument: 'after' },
    )
    .lean<StandingSheet | null>()
}

async function countEverybody(deps: Deps, sheet: StandingSheet): Promise<void> {
  const { organizationId, year, round } = sheet
  // Read before the counting: what changes meanwhile makes the next look count again.
  const { stamp } = await currentRuleSets(deps)
  const regionCode = await regionOf(deps, String(organizationId))
  const today = dayInChina(new Date(deps.clock.now()))
  let holdsUntilOn = FAR_AWAY
  const members = await memberIds(deps, organizationId)
  for (let start = 0; start < members.length; start += CHUNK) {
    const ids = members.slice(start, start + CHUNK)
    const verdicts = await again(() => countChunk(deps, sheet, { ids, regionCode }))
    await keepLease(deps, sheet)
    for (const verdict of verdicts) holdsUntilOn = firstOf(holdsUntilOn, nextDeadline(verdict, today))
  }
  await removeOthers(deps, sheet)
  await standingSheetModel(deps.db).updateOne(
    { organizationId, year, round },
    { $set: { stamp, holdsUntilOn, countedAt: new Date(deps.clock.now()), countingUntil: null } },
  )
}

/** However long all of them take, nobody else begins while this goes on. */
async function keepLease(deps: Deps, { organizationId, year, round }: StandingSheet): Promise<void> {
  const countingUntil = new Date(deps.clock.now() + COUNTING_MS)
  await standingSheetModel(deps.db).updateOne({ organizationId, year, round }, { $set: { countingUntil } })
}

type Chunk = { readonly ids: readonly Types.ObjectId[]; readonly regionCode: string }

/** As of one snapshot: who was counted on her own meanwhile makes this one repeat. */
function countChunk(deps: Deps, sheet: StandingSheet, { ids, regionCode }: Chunk): Promise<Verdict[]> {
  const { organizationId, year } = sheet
  return inTransaction(deps.db, async (session) => {
    const members = await confirmedTrainees(deps, organizationId, ids.map(String), session)
    const trainees = [...members.values()]
    const verdicts = await judgeYears(deps, trainees, { year, regionCode }, session)
    const countedAt = new Date(deps.clock.now())
    const counted = trainees.map((one) => standingOf(sheet, one, verdicts.get(String(one._id)), countedAt))
    await writeStandings(deps, sheet, { counted, gone: [] }, session)
    return [...verdicts.values()]
  })
}

/** Standings of people who have left. */
async function removeOthers(deps: Deps, sheet: StandingSheet): Promise<void> {
  const { organizationId, year, round } = sheet
  const others = await standingModel(deps.db)
    .find({ organizationId, year, round: trusted({ $ne: round }) }, { traineeId: 1 })
    .lean<Pick<Standing, 'traineeId'>[]>()
  if (others.length === 0) return
  const gone = others.map(({ traineeId }) => traineeId)
  await inTransaction(deps.db, (session) => writeStandings(deps, sheet, { counted: [], gone }, session))
}

const firstOf = (one: string, other: string) => (one < other ? one : other)

const nextDeadline = ({ categories, total }: Verdict, today: string) =>
  [...categories, total]
    .map(({ deadlineOn }) => deadlineOn)
    .reduce((first, day) => (day >= today ? firstOf(first, day) : first), FAR_AWAY)
