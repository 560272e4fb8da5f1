export { RuleSetDetail } from './rule-set-detail'
export { RuleSetList } from './rule-set-list'
