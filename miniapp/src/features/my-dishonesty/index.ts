export { DishonestyDetail } from './dishonesty-detail'
export { DishonestyList } from './dishonesty-list'
