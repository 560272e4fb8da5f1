export { UnitExports } from './unit-exports'
