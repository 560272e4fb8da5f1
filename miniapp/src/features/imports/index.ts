export { ImportDetail } from './import-detail'
export { ImportList } from './import-list'
