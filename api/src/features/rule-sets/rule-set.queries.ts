import { enclosingRegionCodes } from '@jijiao/shared/regions'
import {
  type PersonRuleSetQuery,
  type RuleSet,
  type RuleSetQuery,
  selectForPerson,
  selectRuleSet,
} from '@jijiao/shared/rule-sets'
import { type ClientSession, type Connection, trusted } from 'mongoose'
import { cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { decodeCursor } from '../../http/cursor'
import { Problem } from '../../http/problem'
import { type RuleSetStamp, ruleSetModel, ruleSetStampModel, type StoredRuleSet, toRuleSet } from './rule-set.model'

export type CurrentRuleSets = { readonly stamp: number; readonly sets: readonly RuleSet[] }

const copies = new WeakMap<Connection, CurrentRuleSets>()

/**
 * All rule sets that hold, from this process's copy as long as nothing was changed anywhere. The stamp is read first:
 * a change in between makes the copy newer than its stamp says, and it is read once more the next time.
 */
export async function currentRuleSets(deps: Pick<Deps, 'db'>, session?: ClientSession): Promise<CurrentRuleSets> {
  const options = { session: session ?? null }
  const found = await ruleSetStampModel(deps.db).findById('ruleSets', null, options).lean<RuleSetStamp | null>()
  const stamp = found?.number ?? 0
  const copy = copies.get(deps.db)
  if (copy?.stamp === stamp) return copy
  const stored = await ruleSetModel(deps.db)
    .find({ isCurrent: true }, null, options)
    .sort({ key: 1 })
    .lean<StoredRuleSet[]>()
  const current = { stamp, sets: stored.map(toRuleSet) }
  // What an open transaction reads may be older than the copy, or never be committed.
  if (!session) copies.set(deps.db, current)
  return current
}

/** The rule set that holds for somebody; `null` where there is none. */
export async function ruleSetFor(
  deps: Pick<Deps, 'db'>,
  query: RuleSetQuery,
  session?: ClientSession,
): Promise<RuleSet | null> {
  const { sets } = await currentRuleSets(deps, session)
  return selectRuleSet(sets, query) ?? null
}

/** The same for a person, who may have several series or none. */
export async function ruleSetForPerson(
  deps: Pick<Deps, 'db'>,
  query: PersonRuleSetQuery,
  session?: ClientSession,
): Promise<RuleSet | null> {
  const { sets } = await currentRuleSets(deps, session)
  return selectForPerson(sets, query) ?? null
}

export async function findRuleSet(deps: Pick<Deps, 'db'>, key: string, version?: number): Promise<StoredRuleSet> {
  const which = version === undefined ? { isCurrent: true } : { version }
  const found = await ruleSetModel(deps.db)
    .findOne({ key, ...which })
    .lean<StoredRuleSet | null>()
  if (!found) throw new Problem('not_found')
  return found
}

type ListQuery = PageQuery & { readonly regionCode?: string | undefined; readonly year?: number | undefined }

export async function pageOfRuleSets(deps: Pick<Deps, 'db'>, { regionCode, year, cursor, limit }: ListQuery) {
  const found = await ruleSetModel(deps.db)
    .find({
      isCurrent: true,
      ...(regionCode && { regionCode: trusted({ $in: [null, ...enclosingRegionCodes(regionCode)] }) }),
      ...(year && {
        'years.from': trusted({ $lte: year }),
        $or: [{ 'years.to': null }, { 'years.to': trusted({ $gte: year }) }],
      }),
      ...(cursor !== undefined && { key: trusted({ $gt: decodeCursor(cursor).value }) }),
    })
    .sort({ key: 1 })
    .limit(limit + 1)
    .lean<StoredRuleSet[]>()
  return cutPage(found, limit, ({ key, _id }) => ({ value: key, id: String(_id) }))
}

export const versionsOf = (deps: Pick<Deps, 'db'>, key: string): Promise<StoredRuleSet[]> =>
  ruleSetModel(deps.db).find({ key }).sort({ version: -1 }).lean<StoredRuleSet[]>().exec()
