import type { LegacyTakeover } from '@jijiao/shared/legacy'
import { type ClientSession, Types } from 'mongoose'
import { z } from 'zod'
import type { Circumstances } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { defineJob, enqueueJobs } from '../../jobs'
import {
  type Affiliation,
  affiliationModel,
  type BindingUnit,
  boundTrainee,
  endTogether,
  NO_DETAILS,
} from '../affiliations'
import { findUnit } from '../organizations'
import { addPerson } from '../trainees'
import { type LegacyPerson, type LegacyUnit, legacyPersonModel, legacyUnitModel } from './legacy.model'

const TAKE_OVER = 'legacy.takeOver'
const AT_ONCE = 100

/** The people of these old units become trainees of whoever has taken the units over. */
export const askTakeovers = (
  deps: Pick<Deps, 'db'>,
  by: Circumstances,
  units: readonly Pick<LegacyUnit, '_id'>[],
  session: ClientSession,
) =>
  enqueueJobs(
    deps,
    units.map(({ _id }) => ({ kind: TAKE_OVER, payload: { unitId: String(_id) }, by })),
    session,
  )

/** The unit has gone to another organization: its people follow. */
export async function askTakeoversAnew(
  deps: Pick<Deps, 'db'>,
  by: Circumstances,
  unitId: Types.ObjectId,
  session: ClientSession,
) {
  await legacyPersonModel(deps.db).updateMany({ unitId }, { $set: { takenOverBy: null, takeover: null } }, { session })
  await askTakeovers(deps, by, [{ _id: unitId }], session)
}

/** One person after the other, each in a transaction of her own: it may stop anywhere and goes on from there. */
export const takeoverJob = (deps: Deps) =>
  defineJob({
    kind: TAKE_OVER,
    payload: z.object({ unitId: z.string() }),
    async run({ payload, of, report, signal }) {
      const unitId = new Types.ObjectId(payload.unitId)
      for (let done = 0; ; await report(done, done)) {
        const held = await legacyUnitModel(deps.db).findById(unitId, { organizationId: 1 }).lean<LegacyUnit | null>()
        const unit = held?.organizationId && (await findUnit(deps, { organizationId: String(held.organizationId) }))
        if (!unit) return { done }
        const people = await legacyPersonModel(deps.db)
          .find({ unitId, takenOverBy: null })
          .sort({ _id: 1 })
          .limit(AT_ONCE)
          .lean<LegacyPerson[]>()
        for (const person of people) {
          signal.throwIfAborted()
          await takeOver(deps, of, { person, unit })
        }
        done += people.length
        if (people.length < AT_ONCE) return { done }
      }
    },
  })

type Taking = { readonly person: LegacyPerson; readonly unit: BindingUnit }

async function takeOver(deps: Deps, of: Circumstances, { person, unit }: Taking): Promise<void> {
  try {
    await inTransaction(deps.db, async (session) => {
      await endFormer(deps, of, { person, unit }, session)
      const input = {
        name: person.name,
        residentId: deps.vault.open('residentId', person.sealedResidentId),
        // The old system knows nothing else; the person completes the profile.
        ...NO_DETAILS,
        email: null,
      }
      const { trainee, affiliation } = await addPerson(deps, of, { unit, input, origin: 'legacy' }, session)
      const ids = { traineeId: trainee._id, affiliationId: affiliation._id }
      await settle(deps, { person, unit }, { takeover: 'bound', ...ids }, session)
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const outcome = await outcomeOf(deps, error, person)
    // Somebody else changed the same person at this moment: the job is run again.
    if (!outcome) throw new Error(`a person of the old system could not be taken over: ${error.code}`, { cause: error })
    await inTransaction(deps.db, (session) => settle(deps, { person, unit }, outcome, session))
  }
}

/** Whom a claim moves to another organization had been bound by the old unit alone: that binding goes with it. */
async function endFormer(deps: Deps, of: Circumstances, { person, unit }: Taking, session: ClientSession) {
  if (!person.affiliationId) return
  const former = await affiliationModel(deps.db)
    .findOne({ _id: person.affiliationId, state: 'active' }, null, { session })
    .lean<Affiliation | null>()
  if (!former || former.organizationId.equals(unit._id)) return
  await endTogether(deps, of, { bound: [former], reason: '旧系统单位改由其他单位接收' }, session)
}

type Outcome = { readonly takeover: LegacyTakeover } & Partial<Pick<LegacyPerson, 'traineeId' | 'affiliationId'>>

const OUTCOMES: Readonly<Partial<Record<string, LegacyTakeover>>> = {
  affiliated_elsewhere: 'otherUnit',
  real_name_mismatch: 'otherName',
  invalid_input: 'wrongNumber',
  data_restricted: 'restricted',
}

async function outcomeOf(deps: Deps, { code }: Problem, person: LegacyPerson): Promise<Outcome | null> {
  if (code === 'trainee_exists') {
    const bound = await boundTrainee(deps, { residentIdIndex: person.residentIdIndex })
    return bound && { takeover: 'bound', traineeId: bound.trainee._id }
  }
  const takeover = OUTCOMES[code]
  return takeover ? { takeover } : null
}

/** Once for each organization that takes the old unit over. */
async function settle(deps: Pick<Deps, 'db'>, { person, unit }: Taking, outcome: Outcome, session: ClientSession) {
  await legacyPersonModel(deps.db).updateOne(
    { _id: person._id, takenOverBy: null },
    { $set: { ...outcome, takenOverBy: unit._id } },
    { session },
  )
}
