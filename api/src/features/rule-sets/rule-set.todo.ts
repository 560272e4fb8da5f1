import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { accountNames } from '../accounts'
import { regionOf } from '../organizations'
import { confirmRuleSetAs } from './rule-set.confirming'
import { ruleSetModel, type StoredRuleSet } from './rule-set.model'
import { isOwnVersion, RULE_SETTING } from './rule-set.policy'

const yearsText = ({ from, to }: StoredRuleSet['years']) => (to === from ? `${from}` : `${from}–${to ?? '今'}`)

/** Rule sets that hold already and that nobody has vouched for yet, of the authority's own region. */
export function ruleSetTodo(deps: Deps): TodoSource {
  const RuleSets = ruleSetModel(deps.db)
  const unconfirmed = async ({ actingAs }: OperatorActor) => ({
    isCurrent: true as const,
    regionCode: await regionOf(deps, actingAs.organizationId),
    confirmation: null,
  })
  return {
    kind: 'ruleSet',
    subjectKind: 'ruleSet',
    work: RULE_SETTING,
    async streams(actor) {
      return { others: todoStream(RuleSets, await unconfirmed(actor), 'createdAt') }
    },
    async rows(actor, ids) {
      const found = await RuleSets.find({
        ...(await unconfirmed(actor)),
        _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }),
      }).lean<StoredRuleSet[]>()
      const names = await accountNames(
        deps,
        found.flatMap(({ createdBy }) => createdBy ?? []),
      )
      return found.map((set) => ({
        id: String(set._id),
        askedAt: set.createdAt,
        title: `${yearsText(set.years)} 年度学时要求（第 ${set.version} 版）`,
        asker: set.createdBy ? (names.get(String(set.createdBy))?.name ?? '') : '系统预置',
        neededOn: null,
        hasConflict: false,
        version: set.version,
        link: { page: 'ruleSet', params: { key: set.key } },
        mayDecide: !isOwnVersion(actor, set),
      }))
    },
    /** On what evidence is the whole point of it, so there is no confirming without a word. */
    async decide(actor, of, { id, reason }) {
      const set = await RuleSets.findById(id).lean<StoredRuleSet | null>()
      if (!set) throw new Problem('not_found')
      return confirmRuleSetAs(deps, actor, of, set, reason)
    },
    /** Nobody waits for it. */
    asked: async () => null,
  }
}
