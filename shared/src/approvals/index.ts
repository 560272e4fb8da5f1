export * from './constants'
export type {
  ApprovalCalendar,
  ApprovalCounts,
  ApprovalItem,
  Colleague,
  DecisionResult,
  ReasonTemplate,
} from './contract'
export * from './endpoints'
export * from './labels'
export * from './rules'
