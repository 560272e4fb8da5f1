export { DataRequestDetail } from './request-detail'
export { DataRequestList } from './request-list'
