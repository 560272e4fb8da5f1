export { type PickedUnit, UnitPick } from './unit-pick'
