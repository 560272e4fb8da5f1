import { Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { organizationNames } from '../organizations'
import { confirmRuleSet } from './rule-set.commands'
import type { StoredRuleSet } from './rule-set.model'
import { assertMayRule, isOwnVersion } from './rule-set.policy'

/** An operator vouches for a version in the authority's name. */
export async function confirmRuleSetAs(
  deps: Deps,
  actor: OperatorActor,
  of: Circumstances,
  set: StoredRuleSet,
  evidence: string,
): Promise<StoredRuleSet> {
  await assertMayRule(deps, actor, set)
  if (isOwnVersion(actor, set)) throw new Problem('own_rule_set')
  const { organizationId } = actor.actingAs
  const names = await organizationNames(deps, [new Types.ObjectId(organizationId)])
  const { key, version } = set
  const organizationName = names.get(organizationId) ?? ''
  const { accountId } = actor
  return confirmRuleSet(deps, of, { key, version, evidence, accountId, organizationId, organizationName })
}
