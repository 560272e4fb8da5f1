export * from './code'
export * from './constants'
export type {
  CheckInView,
  CodeView,
  MarkOutcome,
  MarkView,
  MySession,
  RollRow,
  ScreenView,
  SessionCounts,
  SessionView,
} from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
export * from './rules'
