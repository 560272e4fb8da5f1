import { ruleSetContract } from '@jijiao/shared/rule-sets/contract'
import { defineFeature } from '../../feature'
import { ruleSetStampModel, seededRuleSets } from './rule-set.model'
import { ruleSetTodo } from './rule-set.todo'
import { ruleSetRoutes } from './rule-sets.routes'

export { createRuleSet } from './rule-set.commands'
export { currentRuleSets, ruleSetFor, ruleSetForPerson } from './rule-set.queries'

export const ruleSets = defineFeature({
  name: 'ruleSets',
  contract: ruleSetContract,
  collections: [seededRuleSets, ruleSetStampModel],
  todoSources: (deps) => [ruleSetTodo(deps)],
  personalData: [{ kind: 'operatorWork', also: [seededRuleSets] }],
  routes: ruleSetRoutes,
})
