export { Requests } from './requests'
