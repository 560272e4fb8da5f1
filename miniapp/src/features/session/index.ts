export { SignInFirst } from './sign-in-first'
export { type Session, useSession } from './store'
