export * from './constants'
export type {
  CertificateRow,
  CertificateView,
  PrintedFields,
  Recounted,
  RecountedRow,
  Verification,
  YearCount,
} from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
export * from './link'
export * from './number'
export * from './payload'
