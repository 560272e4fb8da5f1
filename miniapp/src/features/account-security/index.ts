export { ChangePassword } from './change-password'
export { Recover } from './recover'
export { Security } from './security'
