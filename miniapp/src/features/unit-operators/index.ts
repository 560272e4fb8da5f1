export { InviteOperator } from './invite-operator'
export { Operators } from './operators'
export { UnitAccountPage } from './unit-account-page'
