import { assertMayDo, mayDo, type Work } from '../../auth/acting'
import type { AccountActor, OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { regionOf } from '../organizations'
import type { StoredRuleSet } from './rule-set.model'

export const RULE_SETTING: Work = { kinds: ['hrAuthority'], grant: 'decide' }

/** The region whose rules the actor lays down; `null` for everybody else. */
export async function ruledRegionOf(deps: Pick<Deps, 'db'>, actor: AccountActor | null): Promise<string | null> {
  if (!actor?.actingAs || !mayDo(actor, RULE_SETTING)) return null
  return regionOf(deps, actor.actingAs.organizationId)
}

/** Of its own region alone: what a wider region lays down, a narrower one can only make more specific by its own. */
export async function assertMayRule(deps: Pick<Deps, 'db'>, actor: OperatorActor, set: StoredRuleSet) {
  assertMayDo(actor, RULE_SETTING)
  if (set.regionCode !== (await ruledRegionOf(deps, actor))) throw new Problem('not_allowed')
}

/** Two people: whoever wrote a version does not vouch for it. */
export const isOwnVersion = (actor: Pick<AccountActor, 'accountId'>, set: StoredRuleSet) =>
  String(set.createdBy) === actor.accountId

export function ruleSetAbilities(actor: AccountActor | null, ruledRegion: string | null, set: StoredRuleSet) {
  const rules = ruledRegion !== null && set.regionCode === ruledRegion && set.isCurrent
  return {
    correct: rules,
    confirm: rules && set.confirmation === null && actor !== null && !isOwnVersion(actor, set),
  }
}
