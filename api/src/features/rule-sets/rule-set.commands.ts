import type { RuleSetContent, RuleSetYears } from '@jijiao/shared/rule-sets'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { ruleSetModel, ruleSetStampModel, type StoredRuleSet } from './rule-set.model'

type Laid = { readonly years: RuleSetYears; readonly content: RuleSetContent; readonly reason: string }
type By = { readonly accountId: string }

/** Lays down a rule set for a region, in force at once and unconfirmed. */
export async function createRuleSet(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { regionCode, series, accountId, years, content, reason }: Laid & By & { regionCode: string; series: string | null },
): Promise<StoredRuleSet> {
  const created: StoredRuleSet = {
    _id: new Types.ObjectId(),
    key: [regionCode, years.from, ...(series ? [series] : [])].join('-'),
    version: 1,
    regionCode,
    series,
    years,
    content,
    isCurrent: true,
    reason,
    createdAt: of.at,
    createdBy: new Types.ObjectId(accountId),
    confirmation: null,
  }
  try {
    return await inTransaction(deps.db, async (session) => {
      await ruleSetModel(deps.db).create([created], { session })
      await changed(deps, [ruleSetFact(of, 'RuleSetCreated', created, reason)], session)
      return created
    })
  } catch (error) {
    throw isDuplicateKey(error, 'key') ? new Problem('rule_set_exists') : error
  }
}

/** Puts another version in the place of the one that was looked at. */
export async function correctRuleSet(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { key, version, accountId, years, content, reason }: Laid & By & Pick<StoredRuleSet, 'key' | 'version'>,
): Promise<StoredRuleSet> {
  return inTransaction(deps.db, async (session) => {
    const before = await ruleSetModel(deps.db)
      .findOneAndUpdate({ key, version, isCurrent: true }, { $set: { isCurrent: false } }, { session })
      .lean<StoredRuleSet | null>()
    if (!before) throw new Problem('state_conflict')
    const next: StoredRuleSet = {
      ...before,
      _id: new Types.ObjectId(),
      version: version + 1,
      isCurrent: true,
      years,
      content,
      reason,
      createdAt: of.at,
      createdBy: new Types.ObjectId(accountId),
      confirmation: null,
    }
    await ruleSetModel(deps.db).create([next], { session })
    await changed(deps, [ruleSetFact(of, 'RuleSetCorrected', next, reason)], session)
    return next
  })
}

type Vouching = Pick<StoredRuleSet, 'key' | 'version'> &
  By & { readonly organizationId: string; readonly organizationName: string; readonly evidence: string }

export async function confirmRuleSet(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { key, version, accountId, organizationId, organizationName, evidence }: Vouching,
): Promise<StoredRuleSet> {
  const confirmation = {
    accountId: new Types.ObjectId(accountId),
    organizationId: new Types.ObjectId(organizationId),
    organizationName,
    at: of.at,
    evidence,
  }
  return inTransaction(deps.db, async (session) => {
    const confirmed = await ruleSetModel(deps.db)
      .findOneAndUpdate(
        { key, version, isCurrent: true, confirmation: null },
        { $set: { confirmation } },
        { returnDocument: 'after', session },
      )
      .lean<StoredRuleSet | null>()
    if (!confirmed) {
      const isStill = await ruleSetModel(deps.db).exists({ key, version, isCurrent: true }).session(session)
      throw new Problem(isStill ? 'rule_set_confirmed' : 'state_conflict')
    }
    await changed(deps, [ruleSetFact(of, 'RuleSetConfirmed', confirmed, evidence)], session)
    return confirmed
  })
}

/** Tells every process that its copy is old, with the change itself. */
async function changed(deps: Pick<Deps, 'db'>, facts: readonly Fact[], session: ClientSession) {
  await ruleSetStampModel(deps.db).updateOne({ _id: 'ruleSets' }, { $inc: { number: 1 } }, { upsert: true, session })
  await recordFacts(deps.db, facts, session)
}

const ruleSetFact = (of: Circumstances, what: Fact['what'], set: StoredRuleSet, reason: string) =>
  fact(of, {
    what,
    subject: { kind: 'ruleSet', id: set.key },
    reason,
    details: { version: set.version, regionCode: set.regionCode, from: set.years.from, to: set.years.to },
  })
