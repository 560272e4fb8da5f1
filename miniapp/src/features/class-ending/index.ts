export { Closing } from './closing'
