export * from './constants'
export type {
  CorrectionInput,
  MyRecordLine,
  MyRecordView,
  OwnRecordInput,
  RecordChange,
  RecordChangeInput,
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
