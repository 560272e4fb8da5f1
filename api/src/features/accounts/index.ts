import { accountContract } from '@jijiao/shared/accounts/contract'
import { attemptModel } from '../../auth/attempts'
import { defineFeature } from '../../feature'
import { accountModel } from './account.model'
import { accountRoutes } from './account.routes'
import { usedChallengeModel } from './captcha'
import { accountPersonalData } from './personal-data'
import { phoneCodeModel } from './phone-code'
import { recoveryRoutes } from './recovery.routes'
import { sessionModel } from './session.model'
import { sessionRoutes } from './session.routes'
import { unitRegistrationModel } from './unit-registration.model'
import { unitRegistrationRoutes } from './unit-registration.routes'
import { bindTicketModel } from './wechat-binding'

export {
  acceptNotice,
  createAccount,
  linkTrainee,
  type NewAccount,
  verifyRealName,
} from './account.commands'
export { type Account, accountModel } from './account.model'
export {
  type AccountName,
  accountNames,
  findAccountByIdentity,
  findAccountByUserName,
  findPerson,
  findPersonByResidentId,
  type Person,
  realNamesOf,
  requireAccount,
  wechatOpenIdsOf,
} from './account.queries'
export { currentNotice, requireCurrentNotice } from './notice'
export { proveOwnPassword } from './own-password'
export { endSessions, startSession } from './session.commands'
export { issueTokens } from './session-tokens'

export const accounts = defineFeature({
  name: 'accounts',
  contract: accountContract,
  collections: [
    accountModel,
    sessionModel,
    phoneCodeModel,
    bindTicketModel,
    attemptModel,
    unitRegistrationModel,
    usedChallengeModel,
  ],
  personalData: accountPersonalData,
  routes: (deps) => ({
    ...accountRoutes(deps),
    ...sessionRoutes(deps),
    ...recoveryRoutes(deps),
    ...unitRegistrationRoutes(deps),
  }),
})
