export { DisputeList } from './dispute-list'
