export { AccountPage } from './account-page'
export { PersonPage } from './person-page'
