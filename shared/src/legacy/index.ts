export * from './columns'
export * from './constants'
export type {
  LegacyBindingInput,
  LegacyBindingView,
  LegacyCertificateView,
  LegacyClaimView,
  LegacyPersonView,
  LegacyRecordView,
} from './contract'
export * from './endpoints'
export * from './matching'
