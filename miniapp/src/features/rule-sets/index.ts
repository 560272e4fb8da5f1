export { RuleSetDetail } from './rule-set-detail'
export { RuleSetForm } from './rule-set-form'
export { RuleSetList } from './rule-set-list'
