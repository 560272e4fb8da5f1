export { ProfileChangeList } from './profile-change-list'
export { valueInWords } from './words'
