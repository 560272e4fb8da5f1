export type { AffiliationRequestView, AffiliationView, ProfileInput, ProfileView, TraineeView } from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
