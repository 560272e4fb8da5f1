export { DishonestyDetail } from './dishonesty-detail'
export { DishonestyFormPage } from './dishonesty-form'
export { DishonestyList } from './dishonesty-list'
