export * from './columns'
export * from './constants'
export type {
  LegacyBindingInput,
  LegacyBindingView,
  LegacyCertificateView,
  LegacyClaimView,
  LegacyPersonView,
  LegacyPrintView,
  LegacyRecordView,
} from './contract'
export * from './endpoints'
export * from './matching'
