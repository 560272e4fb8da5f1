export { MyConsents } from './my-consents'
