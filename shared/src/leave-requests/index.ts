export type { LeaveRequestView, MyLeaveRequestView } from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
