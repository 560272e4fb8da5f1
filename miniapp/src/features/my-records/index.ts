export { RecordDetail } from './record-detail'
export { RecordFormPage } from './record-form-page'
export { RecordList } from './record-list'
