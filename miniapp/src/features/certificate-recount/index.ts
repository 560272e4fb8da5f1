export { RecountYear } from './recount-year'
