export { MyYear } from './my-year'
export { YearCard } from './year-card'
