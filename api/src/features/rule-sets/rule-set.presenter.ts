import { regionName } from '@jijiao/shared/regions'
import type { RuleSetLine, RuleSetView } from '@jijiao/shared/rule-sets'
import type { AccountActor } from '../../auth/actor'
import type { StoredRuleSet } from './rule-set.model'
import { ruleSetAbilities } from './rule-set.policy'

export type Reader = { readonly actor: AccountActor | null; readonly ruledRegion: string | null }

export const presentRuleSetLine = ({ actor, ruledRegion }: Reader, set: StoredRuleSet): RuleSetLine => ({
  key: set.key,
  version: set.version,
  regionCode: set.regionCode,
  regionName: set.regionCode === null ? '全国' : regionName(set.regionCode),
  series: set.series,
  years: set.years,
  verified: set.confirmation !== null,
  isCurrent: set.isCurrent,
  abilities: ruleSetAbilities(actor, ruledRegion, set),
})

export const presentRuleSet = (reader: Reader, set: StoredRuleSet): RuleSetView => ({
  ...presentRuleSetLine(reader, set),
  content: set.content,
  reason: set.reason,
  createdAt: set.createdAt.toISOString(),
  confirmation: set.confirmation && {
    authority: set.confirmation.organizationName,
    at: set.confirmation.at.toISOString(),
    evidence: set.confirmation.evidence,
  },
})
