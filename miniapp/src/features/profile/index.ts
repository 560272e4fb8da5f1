export { PersonFacts } from './person-facts'
export { ProfileForm } from './profile-form'
export { useProfile } from './use-profile'
