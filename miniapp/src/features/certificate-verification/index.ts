export { Verify } from './verify'
