import { dayInChina } from '@jijiao/shared/credit-records'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { z } from 'zod'
import type { Circumstances } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob, type JobDefinition } from '../../jobs'
import { noticesTo, notify } from '../../outbox'
import { hasMembers } from '../affiliations'
import { operatorAccountIds, pageOfUnitsWithin } from '../organizations'
import { currentRuleSets } from '../rule-sets'
import { again } from './again'
import { workOffRecounts } from './recounts'
import { countOutcomes, type Reminding, remindTrainees } from './reminder.commands'
import { type ReminderRound, reminderRoundModel } from './reminder.model'
import { type DueRound, roundsDue } from './reminder.rounds'
import { settledSheet } from './standing.count'
import { type Standing, standingModel } from './standing.model'
import { REMINDING } from './year.policy'

const UNITS_AT_ONCE = 200
/** As many as one transaction tells. */
const BATCH = 100

type UnitRound = DueRound & { readonly organizationId: Types.ObjectId }

const keyOf = ({ organizationId, year, deadlineOn, daysBefore }: UnitRound) =>
  `${organizationId} ${year} ${deadlineOn} ${daysBefore}`

/**
 * Reminds those who will miss the year, so many days before each last day. It looks every hour, so that a day on which the
 * system was off is made up for, and each unit's round is begun and ended once, however often it is interrupted.
 */
export const reminderRoundJob = (deps: Deps): JobDefinition =>
  defineJob({
    kind: 'years.remindAhead',
    payload: z.null(),
    everyMs: 60 * 60 * 1_000,
    async run({ of, report, signal }) {
      const today = dayInChina(of.at)
      const { sets } = await currentRuleSets(deps)
      if (roundsDue(sets, today, deps.env.YEAR_REMINDER_DAYS).length === 0) return undefined
      let units = 0
      let faults = 0
      for (let cursor: string | undefined; ; ) {
        const { data, nextCursor } = await pageOfUnitsWithin(deps, EVERYWHERE, { limit: UNITS_AT_ONCE, cursor })
        const rounds = data.flatMap(({ _id, regionCode }) =>
          roundsDue(sets, today, deps.env.YEAR_REMINDER_DAYS, regionCode).map((due) => ({
            ...due,
            organizationId: _id,
          })),
        )
        for (const round of await openAmong(deps, rounds)) {
          signal.throwIfAborted()
          try {
            await hold(deps, of, round)
          } catch (error) {
            // One unit's fault is not everybody's silence; its round goes on an hour later.
            deps.log.error({ error, round: keyOf(round) }, 'a round of reminders was interrupted')
            faults += 1
          }
        }
        units += data.length
        await report(units, units)
        if (nextCursor === null) return { units, faults }
        cursor = nextCursor
      }
    },
  })

/** Within no region in particular. */
const EVERYWHERE = ''

/** The rounds that have not ended. */
async function openAmong(deps: Pick<Deps, 'db'>, rounds: readonly UnitRound[]): Promise<UnitRound[]> {
  const ended = await reminderRoundModel(deps.db)
    .find({ _id: trusted({ $in: rounds.map(keyOf) }), endedAt: trusted({ $ne: null }) }, { _id: 1 })
    .lean<Pick<ReminderRound, '_id'>[]>()
  const keys = new Set(ended.map(({ _id }) => _id))
  return rounds.filter((round) => !keys.has(keyOf(round)))
}

async function hold(deps: Deps, of: Circumstances, round: UnitRound): Promise<void> {
  const { organizationId, year } = round
  if (!(await hasMembers(deps, organizationId))) return
  await workOffRecounts(deps)
  // Somebody counts the unit just now: the next hour finds it counted.
  if (!(await settledSheet(deps, { organizationId, year }))) return
  for (let state = await begun(deps, of, round); state && !state.endedAt; ) {
    state = await again(() => goOn(deps, of, round, state))
  }
}

async function begun(deps: Pick<Deps, 'db'>, of: Circumstances, round: UnitRound): Promise<ReminderRound | null> {
  const _id = keyOf(round)
  try {
    const $setOnInsert = { after: null, people: 0, told: 0, begunAt: of.at, endedAt: null }
    await reminderRoundModel(deps.db).updateOne({ _id }, { $setOnInsert }, { upsert: true })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  return reminderRoundModel(deps.db).findById(_id).lean<ReminderRound | null>()
}

/**
 * The next people, or the end: messages, the unit's news and how far the round is stand together or not at all. `null`
 * when another process is ahead.
 */
async function goOn(deps: Deps, of: Circumstances, round: UnitRound, state: ReminderRound | null) {
  if (!state) return null
  const { organizationId, year, deadlineOn } = round
  const { _id, after } = state
  const next = await standingModel(deps.db)
    .find(
      { organizationId, year, outlook: 'willMiss', ...(after && { traineeId: trusted({ $gt: after }) }) },
      { traineeId: 1 },
    )
    .sort({ traineeId: 1 })
    .limit(BATCH)
    .lean<Pick<Standing, 'traineeId'>[]>()
  const traineeIds = next.map(({ traineeId }) => traineeId)
  const last = traineeIds.at(-1)
  const reminding: Reminding = { organizationId, year, traineeIds, run: _id, unitName: null, deadlineOn }
  return inTransaction(deps.db, async (session) => {
    const moved = await reminderRoundModel(deps.db)
      .findOneAndUpdate(
        { _id, after, endedAt: null },
        { $set: last ? { after: last } : { endedAt: of.at } },
        { returnDocument: 'after', session },
      )
      .lean<ReminderRound | null>()
    if (!moved) return null
    if (moved.endedAt) {
      await tellOperators(deps, of, { ...round, ...moved }, session)
      return moved
    }
    const counts = countOutcomes((await remindTrainees(deps, of, reminding, session)).values())
    const $inc = { people: counts.told + counts.toldRecently, told: counts.told }
    await reminderRoundModel(deps.db).updateOne({ _id }, { $inc }, { session })
    return moved
  })
}

async function tellOperators(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { organizationId, year, deadlineOn, people, told }: UnitRound & Pick<ReminderRound, 'people' | 'told'>,
  session: ClientSession,
): Promise<void> {
  if (people === 0) return
  const operators = await operatorAccountIds(deps, organizationId, REMINDING.grant, session)
  const news = noticesTo(operators, {
    kind: 'yearWillMiss',
    data: { year, deadline: deadlineOn, people, told },
    link: { page: 'standings', params: { year: String(year) } },
  })
  await notify(deps, of, news, session)
}
