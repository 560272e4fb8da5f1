export { UnitRegistration } from './wizard'
