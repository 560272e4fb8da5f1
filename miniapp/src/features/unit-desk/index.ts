export { UnitDesk } from './unit-desk'
export { UnitPage } from './unit-page'
