import { type Circumstances, fact, recordFacts } from '../../audit'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { hashPassword } from '../../auth/passwords'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem, tooManyRequests } from '../../http/problem'
import { type Account, accountModel } from './account.model'
import { provePhone, usePhoneCode } from './phone-code'
import { endSessions } from './session.commands'
import { clearLock, type Device } from './sign-in'

/** Whoever holds somebody's phone for a moment must not try out names or ID numbers on it. */
const LIMIT = { limit: 10, windowMs: 60 * 60 * 1_000 }

/** How the account is named besides its phone. */
export type Recovered = { readonly userName: string } | { readonly residentId: string }

/**
 * A new password for the account that has this phone and this user name or ID number. The phone is proven first, so a
 * refusal tells a stranger nothing, and the phone's owner no more than that it is not both.
 */
export async function recoverAccount(
  deps: Deps,
  of: Circumstances,
  given: {
    readonly of: Recovered
    readonly phone: string
    readonly phoneCode: string
    readonly newPassword: string
    readonly device: Device
  },
): Promise<Account> {
  const code = await provePhone(deps, { phone: given.phone, purpose: 'recovery' }, given.phoneCode)
  const phoneIndex = deps.vault.blindIndex('phone', given.phone)
  const attempt = await createAttempts(deps).take(attemptKey('recovery', phoneIndex), LIMIT)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds)
  const key =
    'userName' in given.of
      ? { userNameKey: given.of.userName.toLowerCase() }
      : { residentIdIndex: deps.vault.blindIndex('residentId', given.of.residentId) }
  const account = await accountModel(deps.db)
    .findOne({ phoneIndex, ...key })
    .lean<Account | null>()
  if (!account) throw new Problem('recovery_mismatch')
  const passwordHash = await hashPassword(given.newPassword)
  const accountId = String(account._id)
  const recovered = fact(
    { ...of, actor: { accountId, organizationId: null } },
    { what: 'PasswordRecovered', subject: { kind: 'account', id: accountId } },
  )
  const ended = await inTransaction(deps.db, async (session) => {
    await usePhoneCode(deps, code, session)
    const { modifiedCount } = await accountModel(deps.db).updateOne(
      { _id: account._id, passwordHash: account.passwordHash },
      { $set: { passwordHash } },
      { session },
    )
    if (modifiedCount === 0) throw new Problem('state_conflict')
    await recordFacts(deps.db, [recovered], session)
    return endSessions(deps, of, { accountId }, session)
  })
  await deps.revocations.revokeSessions(ended)
  await clearLock(deps, account.userNameKey, given.device)
  return account
}
