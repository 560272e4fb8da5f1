export * from './constants'
export type { NewTrainee, ProfileChangeView, RevealView, TraineeEdit, TraineeProfileView } from './contract'
export * from './endpoints'
export * from './labels'
