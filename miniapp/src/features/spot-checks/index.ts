export { SpotCheck } from './spot-check'
export { SpotCheckList } from './spot-check-list'
