import { REMINDER_GAP_DAYS, type ReminderOutcome } from '@jijiao/shared/years'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import type { Deps } from '../../deps'
import { noticeTo, notify } from '../../outbox'
import { confirmedTrainees, isRestricted } from '../affiliations'
import { regionOf } from '../organizations'
import { judgeYears } from './judge'
import { type YearReminder, yearReminderModel } from './reminder.model'
import { lackOf } from './reminder.words'

const GAP_MS = REMINDER_GAP_DAYS * 86_400_000

/** Whom a reminder before this instant does not keep from another. */
export const remindedBefore = (at: Date) => new Date(at.getTime() - GAP_MS)

export type Reminding = {
  readonly organizationId: Types.ObjectId
  readonly year: number
  readonly traineeIds: readonly Types.ObjectId[]
  readonly run: string
  /** By whom it is signed; nobody where the system reminds by itself. */
  readonly unitName: string | null
  /** Only of hours that are due by this day. */
  readonly deadlineOn?: string
}

/**
 * Tells people what they lack, as it is counted in this transaction, and answers what became of each. Those who have left
 * the unit are in no list any more and count as not short.
 */
export async function remindTrainees(
  deps: Deps,
  of: Circumstances,
  reminding: Reminding,
  session: ClientSession,
): Promise<ReadonlyMap<string, ReminderOutcome>> {
  const { organizationId, year, traineeIds, run, deadlineOn } = reminding
  const members = await confirmedTrainees(deps, organizationId, traineeIds.map(String), session)
  const regionCode = await regionOf(deps, String(organizationId))
  const open = [...members.values()].filter((trainee) => !isRestricted(trainee))
  const verdicts = await judgeYears(deps, open, { year, regionCode }, session)
  const reminders = await yearReminderModel(deps.db)
    .find({ traineeId: trusted({ $in: [...traineeIds] }), year }, null, { session })
    .lean<YearReminder[]>()
  const known = new Map(reminders.map((one) => [String(one.traineeId), one]))
  const outcomeOf = (key: string, what: string | null): ReminderOutcome => {
    const [member, before] = [members.get(key), known.get(key)]
    if (before?.run === run) return 'told'
    if (member && isRestricted(member)) return 'restricted'
    if (what === null) return 'notShort'
    return before && before.remindedAt > remindedBefore(of.at) ? 'toldRecently' : 'told'
  }
  const outcomes = new Map<string, ReminderOutcome>()
  const told: { readonly traineeId: Types.ObjectId; readonly what: string }[] = []
  for (const traineeId of traineeIds) {
    const key = String(traineeId)
    const verdict = verdicts.get(key)
    const what = verdict ? lackOf(verdict, deadlineOn) : null
    const outcome = outcomeOf(key, what)
    outcomes.set(key, outcome)
    if (outcome === 'told' && what !== null && known.get(key)?.run !== run) told.push({ traineeId, what })
  }
  if (told.length > 0) await tell(deps, of, { ...reminding, known, told }, session)
  return outcomes
}

type Telling = Reminding & {
  readonly known: ReadonlyMap<string, YearReminder>
  readonly told: readonly { readonly traineeId: Types.ObjectId; readonly what: string }[]
}

async function tell(
  deps: Deps,
  of: Circumstances,
  { organizationId, year, run, unitName, known, told }: Telling,
  session: ClientSession,
): Promise<void> {
  const writes = told.map(({ traineeId }) => {
    const before = known.get(String(traineeId))
    const reminder = { organizationId, remindedAt: of.at, run }
    return before
      ? { updateOne: { filter: { _id: before._id }, update: { $set: reminder } } }
      : { insertOne: { document: { _id: new Types.ObjectId(), traineeId, year, ...reminder } } }
  })
  await yearReminderModel(deps.db).bulkWrite(writes, { session, ordered: true })
  const notices = told.map(({ traineeId, what }) =>
    noticeTo(
      { traineeId: String(traineeId) },
      {
        kind: 'yearReminder',
        data: { year, what, unit: unitName },
        link: { page: 'myYear', params: { year: String(year) } },
      },
    ),
  )
  await notify(deps, of, notices, session)
  const sent = fact(of, {
    what: 'YearRemindersSent',
    subject: { kind: 'organization', id: String(organizationId) },
    organizationId: String(organizationId),
    details: { year, people: told.length },
  })
  await recordFacts(deps.db, [sent], session)
}

type Counts = Record<ReminderOutcome, number>

export const noOutcomes = (): Counts => ({ told: 0, toldRecently: 0, notShort: 0, restricted: 0 })

export function countOutcomes(outcomes: Iterable<ReminderOutcome>, counts: Counts = noOutcomes()): Counts {
  for (const outcome of outcomes) counts[outcome] += 1
  return counts
}

/** When these people were last reminded of the year, by trainee id. */
export async function remindersOf(
  deps: Pick<Deps, 'db'>,
  { year, traineeIds }: Pick<Reminding, 'year' | 'traineeIds'>,
): Promise<ReadonlyMap<string, Date>> {
  const found = await yearReminderModel(deps.db)
    .find({ traineeId: trusted({ $in: [...traineeIds] }), year }, { traineeId: 1, remindedAt: 1 })
    .lean<Pick<YearReminder, 'traineeId' | 'remindedAt'>[]>()
  return new Map(found.map(({ traineeId, remindedAt }) => [String(traineeId), remindedAt]))
}
