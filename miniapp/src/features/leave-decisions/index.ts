export { LeaveList } from './leave-list'
