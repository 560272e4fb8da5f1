import {
  LEGACY_TRIES_A_DAY,
  LEGACY_WITNESSES,
  type LegacyBindingInput,
  type LegacyBindingView,
  legacyCodeKey,
  legacyNameKey,
  legacyResidentId,
} from '@jijiao/shared/legacy'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem, tooManyRequests } from '../../http/problem'
import { noticesTo, notify } from '../../outbox'
import { type Organization, operatorAccountIds, organizationModel } from '../organizations'
import { type LegacyUnit, legacyClaimModel, legacyPersonModel, legacyUnitModel } from './legacy.model'
import { BINDING } from './legacy.policy'
import { askTakeovers } from './takeover.job'

type Binder = Pick<Organization, '_id' | 'name' | 'organizationCode' | 'regionCode'>

const DAY_MS = 86_400_000

/**
 * Gives an organization a unit of the old system for a proof. What was wrong about a proof is never said, and tries are
 * counted before they are made: neither names, codes nor people of an old unit can be found out here.
 */
export async function bindLegacyUnit(
  deps: Deps,
  of: Circumstances,
  organizationId: string,
  proof: LegacyBindingInput,
): Promise<LegacyBindingView> {
  const binder = await organizationModel(deps.db)
    .findById(organizationId, { name: 1, organizationCode: 1, regionCode: 1 })
    .orFail()
    .lean<Binder>()
  const giveBack = proof.method === 'same' ? null : await takeTry(deps, of, proof.name)
  const unit = await provenUnit(deps, binder, proof)
  if (!unit) throw new Problem('legacy_mismatch')
  await giveBack?.()
  const outcome = await inTransaction(deps.db, (session) => settle(deps, of, binder, unit._id, session))
  const people = await legacyPersonModel(deps.db).countDocuments({ unitId: unit._id })
  return { outcome, unit: { id: String(unit._id), name: unit.name }, people }
}

/** Of this account, and for this old unit whoever asks. Answers what gives the try back. */
async function takeTry(deps: Deps, { actor }: Circumstances, unitName: string) {
  const attempts = createAttempts(deps)
  const keys = [attemptKey('legacy-account', actor.accountId ?? ''), attemptKey('legacy-unit', legacyNameKey(unitName))]
  for (const key of keys) {
    const attempt = await attempts.take(key, { limit: LEGACY_TRIES_A_DAY, windowMs: DAY_MS })
    if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds, 'legacy_tries_exceeded')
  }
  return async () => {
    for (const key of keys) await attempts.giveBack(key)
  }
}

function provenUnit(deps: Deps, binder: Binder, proof: LegacyBindingInput): Promise<LegacyUnit | null> {
  switch (proof.method) {
    case 'same':
      return unitBy(deps, binder.name, binder.organizationCode)
    case 'code':
      return unitBy(deps, proof.name, proof.code)
    case 'people':
      return unitByPeople(deps, proof)
  }
}

const unitBy = (deps: Deps, name: string, code: string) =>
  legacyUnitModel(deps.db)
    .findOne({ nameKey: legacyNameKey(name), codeKey: legacyCodeKey(code) })
    .lean<LegacyUnit | null>()
    .exec()

const MOST_OF_ONE_NAME = 20

async function unitByPeople(deps: Deps, { name, people }: Extract<LegacyBindingInput, { method: 'people' }>) {
  const witnesses = new Map(
    people.map((person) => [
      deps.vault.blindIndex('residentId', legacyResidentId(person.residentId)),
      legacyNameKey(person.name),
    ]),
  )
  const units = await legacyUnitModel(deps.db)
    .find({ nameKey: legacyNameKey(name) })
    .limit(MOST_OF_ONE_NAME)
    .lean<LegacyUnit[]>()
  const known = await legacyPersonModel(deps.db)
    .find(
      {
        unitId: trusted({ $in: units.map(({ _id }) => _id) }),
        residentIdIndex: trusted({ $in: [...witnesses.keys()] }),
      },
      { unitId: 1, residentIdIndex: 1, matchKey: 1 },
    )
    .lean()
  const agreeing = known.filter(({ residentIdIndex, matchKey }) => witnesses.get(residentIdIndex) === matchKey)
  const proves = ({ _id }: LegacyUnit) =>
    agreeing.filter(({ unitId }) => unitId.equals(_id)).length === LEGACY_WITNESSES
  return units.find(proves) ?? null
}

async function settle(
  deps: Deps,
  of: Circumstances,
  binder: Binder,
  unitId: Types.ObjectId,
  session: ClientSession,
): Promise<LegacyBindingView['outcome']> {
  const Units = legacyUnitModel(deps.db)
  const bound = await Units.findOneAndUpdate(
    { _id: unitId, organizationId: null },
    { $set: { organizationId: binder._id, boundAt: of.at } },
    { session },
  ).lean()
  const subject = { kind: 'legacyUnit', id: String(unitId) } as const
  if (bound) {
    await recordFacts(deps.db, [fact(of, { what: 'LegacyUnitBound', subject, to: 'bound' })], session)
    await askTakeovers(deps, of, [bound], session)
    return 'bound'
  }
  const held = await Units.findById(unitId, null, { session }).orFail().lean<LegacyUnit>()
  if (held.organizationId?.equals(binder._id)) return 'alreadyBound'
  await claim(deps, of, { binder, held }, session)
  return 'conflict'
}

/** Somebody else has it: the authority decides. Asking again while it waits asks nothing new. */
async function claim(
  deps: Deps,
  of: Circumstances,
  { binder, held }: { readonly binder: Binder; readonly held: LegacyUnit },
  session: ClientSession,
) {
  const open = { unitId: held._id, claimantId: binder._id, state: 'open' as const }
  if (await legacyClaimModel(deps.db).exists(open).session(session)) return
  const holder = await organizationModel(deps.db)
    .findById(held.organizationId, { name: 1 }, { session })
    .orFail()
    .lean<Pick<Organization, '_id' | 'name'>>()
  const made = {
    _id: new Types.ObjectId(),
    ...open,
    unitName: held.name,
    claimantName: binder.name,
    holderId: holder._id,
    holderName: holder.name,
    regionCodes: [...enclosingRegionCodes(binder.regionCode)],
    askedAt: of.at,
    decidedAt: null,
    opinion: null,
  }
  await legacyClaimModel(deps.db).create([made], { session })
  const subject = { kind: 'legacyClaim', id: String(made._id) } as const
  await recordFacts(deps.db, [fact(of, { what: 'LegacyUnitClaimed', subject, to: 'open' })], session)
  const holders = await operatorAccountIds(deps, holder._id, BINDING.grant, session)
  const data = { claimant: binder.name, unit: held.name }
  await notify(deps, of, noticesTo(holders, { kind: 'legacyUnitClaimed', data }), session)
}
