export { MyDataRequests } from './my-requests'
export { DataRequestForm } from './request-form'
export { DATA_REQUEST_TONES, requestTitle } from './words'
