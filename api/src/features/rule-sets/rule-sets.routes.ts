import type { ruleSetContract } from '@jijiao/shared/rule-sets/contract'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { AccountActor, OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { regionOf } from '../organizations'
import { correctRuleSet, createRuleSet } from './rule-set.commands'
import { confirmRuleSetAs } from './rule-set.confirming'
import type { StoredRuleSet } from './rule-set.model'
import { assertMayRule, RULE_SETTING, ruledRegionOf } from './rule-set.policy'
import { presentRuleSet, presentRuleSetLine } from './rule-set.presenter'
import { findRuleSet, pageOfRuleSets, ruleSetFor, versionsOf } from './rule-set.queries'

export function ruleSetRoutes(deps: Deps): Handlers<typeof ruleSetContract> {
  const readerOf = async (actor: AccountActor | null) => ({ actor, ruledRegion: await ruledRegionOf(deps, actor) })
  const present = async (actor: AccountActor | null, set: StoredRuleSet) => presentRuleSet(await readerOf(actor), set)
  const toRule = async (actor: OperatorActor, key: string) => {
    const set = await findRuleSet(deps, key)
    await assertMayRule(deps, actor, set)
    return set
  }

  return {
    async applicable({ query, actor }) {
      const found = await ruleSetFor(deps, { ...query, series: query.series ?? null })
      if (!found) throw new Problem('no_rule_set')
      return present(actor, await findRuleSet(deps, found.key, found.version))
    },
    async list({ query, actor }) {
      const [reader, page] = await Promise.all([readerOf(actor), pageOfRuleSets(deps, query)])
      return { data: page.data.map((set) => presentRuleSetLine(reader, set)), nextCursor: page.nextCursor }
    },
    async create({ body, actor, request }) {
      assertMayDo(actor, RULE_SETTING)
      const regionCode = await regionOf(deps, actor.actingAs.organizationId)
      const given = { ...body, regionCode, accountId: actor.accountId }
      return present(actor, await createRuleSet(deps, circumstances(actor, request), given))
    },
    get: async ({ params, actor }) => present(actor, await findRuleSet(deps, params.key)),
    async history({ params, actor }) {
      const versions = await versionsOf(deps, params.key)
      if (versions.length === 0) throw new Problem('not_found')
      const reader = await readerOf(actor)
      return { data: versions.map((set) => presentRuleSet(reader, set)) }
    },
    getVersion: async ({ params, actor }) => present(actor, await findRuleSet(deps, params.key, params.version)),
    async correct({ params, body, actor, request }) {
      await toRule(actor, params.key)
      const given = { ...body, key: params.key, accountId: actor.accountId }
      return present(actor, await correctRuleSet(deps, circumstances(actor, request), given))
    },
    async confirm({ params, body, actor, request }) {
      const seen = { ...(await findRuleSet(deps, params.key)), version: body.version }
      const confirmed = await confirmRuleSetAs(deps, actor, circumstances(actor, request), seen, body.evidence)
      return present(actor, confirmed)
    },
  }
}
