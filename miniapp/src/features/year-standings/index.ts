export { Standings } from './standings'
export { TraineeYear } from './trainee-year'
export { UnitYears } from './unit-years'
