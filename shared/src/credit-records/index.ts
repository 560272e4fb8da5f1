export * from './constants'
export type {
  MyRecordLine,
  MyRecordView,
  RecordChange,
  RecordContent,
  RecordFindingView,
  RecordInput,
  RecordLine,
  RecordView,
} from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
export * from './rules'
