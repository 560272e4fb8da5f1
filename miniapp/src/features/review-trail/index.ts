export { type Difference, Differences } from './differences'
export { Trail } from './trail'
