export { namesInWords, type Outcome, OutcomeSummary, type Outcomes, outcomesOf } from './outcomes'
export { ReasonField } from './reason-field'
export { useAction } from './use-action'
export { useOutcomes } from './use-outcomes'
