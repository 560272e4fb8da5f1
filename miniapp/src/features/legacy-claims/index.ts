export { ClaimList } from './claim-list'
