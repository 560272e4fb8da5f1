export { LeaveForm } from './leave-form'
export { MyLeave } from './my-leave'
