import { checkResidentId, RESIDENT_ID_MESSAGES } from '@jijiao/shared/identifiers'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { hashPassword } from '../../auth/passwords'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem, tooManyRequests } from '../../http/problem'
import { giveConsent } from '../../privacy/consents'
import { type Account, accountModel } from './account.model'
import { currentNotice } from './notice'
import { endSessions } from './session.commands'
import { checkPassword, type Device, kindOf } from './sign-in'

export type NewAccount = {
  readonly userName: string
  readonly password: string
  /** Eleven digits. */
  readonly phone: string
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
  /** The unit whose own login this is; it has no person. */
  readonly unitAccountOfId?: Types.ObjectId
}

/** What a person registers, with what must happen in the same transaction. */
export async function createAccount(
  deps: Pick<Deps, 'db' | 'vault'>,
  of: Circumstances,
  input: NewAccount,
  also: (account: Account, session: ClientSession) => Promise<void> = async () => undefined,
): Promise<Account> {
  const account = newAccount(deps, of, { ...input, passwordHash: await hashPassword(input.password) })
  try {
    return await inTransaction(deps.db, async (session) => {
      await accountModel(deps.db).create([account], { session })
      await recordFacts(deps.db, [registered(of, account)], session)
      const consent = { accountId: account._id, purpose: 'notice', version: account.noticeVersion, at: of.at } as const
      await giveConsent(deps, consent, session)
      await also(account, session)
      return account
    })
  } catch (error) {
    throw isDuplicateKey(error, 'userNameKey') ? userNameTaken() : error
  }
}

function registered(of: Circumstances, { _id, unitAccountOfId }: Account) {
  const subject = { kind: 'account', id: String(_id) } as const
  if (!unitAccountOfId) return fact(of, { what: 'AccountRegistered', subject })
  return fact(of, { what: 'UnitAccountRegistered', subject, organizationId: String(unitAccountOfId) })
}

export const newAccount = (
  deps: Pick<Deps, 'vault'>,
  of: Circumstances,
  input: Omit<NewAccount, 'password'> & { readonly passwordHash: string },
): Account => ({
  _id: new Types.ObjectId(input.id),
  userName: input.userName,
  userNameKey: input.userName.toLowerCase(),
  passwordHash: input.passwordHash,
  phoneSealed: deps.vault.seal('phone', input.phone),
  phoneIndex: deps.vault.blindIndex('phone', input.phone),
  name: null,
  residentIdSealed: null,
  realNameAt: null,
  traineeId: null,
  noticeVersion: currentNotice.version,
  noticeAcceptedAt: of.at,
  createdAt: of.at,
  ...(input.unitAccountOfId && { unitAccountOfId: input.unitAccountOfId }),
})

export const userNameTaken = () =>
  new Problem('user_name_taken', { errors: [{ pointer: '#/userName', detail: '用户名已被使用，请换一个' }] })

/** Each check may cost money at the provider, and must not serve for trying out other people's numbers. */
const REAL_NAME_LIMIT = { limit: 10, windowMs: 24 * 60 * 60 * 1_000 }

async function isSamePerson(deps: Pick<Deps, 'realName' | 'log'>, person: Parameters<Deps['realName']['verify']>[0]) {
  try {
    return await deps.realName.verify(person)
  } catch (error) {
    deps.log.error({ error }, 'a real-name check did not work')
    throw new Problem('real_name_unavailable')
  }
}

/** Name and number are the account's from now on; of one number there is one account. */
export async function verifyRealName(
  deps: Pick<Deps, 'db' | 'vault' | 'clock' | 'realName' | 'log'>,
  of: Circumstances,
  { accountId, name, ...typed }: { readonly accountId: string; readonly name: string; readonly residentId: string },
): Promise<Account> {
  const check = checkResidentId(typed.residentId, { on: of.at })
  if (!check.ok) {
    const errors = [{ pointer: '#/residentId', detail: RESIDENT_ID_MESSAGES[check.problem] }]
    throw new Problem('invalid_input', { errors })
  }
  const residentId = check.value
  const Accounts = accountModel(deps.db)
  if (!(await Accounts.exists({ _id: accountId, realNameAt: null }))) throw new Problem('already_real_name')
  const attempt = await createAttempts(deps).take(attemptKey('real-name', accountId), REAL_NAME_LIMIT)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds)
  if (!(await isSamePerson(deps, { name, residentId }))) throw new Problem('real_name_mismatch')
  const verified = {
    name,
    residentIdSealed: deps.vault.seal('residentId', residentId),
    residentIdIndex: deps.vault.blindIndex('residentId', residentId),
    realNameAt: of.at,
  }
  try {
    return await inTransaction(deps.db, async (session) => {
      const account = await Accounts.findOneAndUpdate(
        { _id: accountId, realNameAt: null },
        { $set: verified },
        { session, returnDocument: 'after' },
      ).lean<Account>()
      if (!account) throw new Problem('already_real_name')
      const subject = { kind: 'account', id: accountId } as const
      await recordFacts(deps.db, [fact(of, { what: 'RealNameVerified', subject })], session)
      // Whoever types the number in has read what it is for.
      const consent = {
        accountId: account._id,
        purpose: 'realName',
        version: currentNotice.version,
        at: of.at,
      } as const
      await giveConsent(deps, consent, session)
      return account
    })
  } catch (error) {
    if (isDuplicateKey(error, 'residentIdIndex')) throw new Problem('real_name_taken')
    throw error
  }
}

/** The notice in force, by somebody who is signed in since an older one; accepting it twice is accepting it once. */
export async function acceptNotice(deps: Pick<Deps, 'db'>, of: Circumstances, account: Account): Promise<void> {
  const { version } = currentNotice
  await inTransaction(deps.db, async (session) => {
    const { modifiedCount } = await accountModel(deps.db).updateOne(
      { _id: account._id, noticeVersion: trusted({ $ne: version }) },
      { $set: { noticeVersion: version, noticeAcceptedAt: of.at } },
      { session },
    )
    if (modifiedCount === 0) return
    await giveConsent(deps, { accountId: account._id, purpose: 'notice', version, at: of.at }, session)
    const subject = { kind: 'account', id: String(account._id) } as const
    const given = fact(of, { what: 'ConsentGiven', subject, details: { purpose: 'notice', version } })
    await recordFacts(deps.db, [given], session)
  })
}

/** Whoever else is signed in with the old password no longer is. */
export async function changePassword(
  deps: Deps,
  of: Circumstances,
  account: Account,
  input: { readonly currentPassword: string; readonly newPassword: string },
  here: { readonly sessionId: string; readonly device: Device },
): Promise<void> {
  const proven = await checkPassword(deps, account.userName, input.currentPassword, { ...here, kind: kindOf(account) })
  if (!proven) {
    const errors = [{ pointer: '#/currentPassword', detail: '当前密码不正确，请重新输入' }]
    throw new Problem('current_password_wrong', { errors })
  }
  const passwordHash = await hashPassword(input.newPassword)
  const accountId = String(account._id)
  const ended = await inTransaction(deps.db, async (session) => {
    const { modifiedCount } = await accountModel(deps.db).updateOne(
      { _id: account._id, passwordHash: proven.passwordHash },
      { $set: { passwordHash } },
      { session },
    )
    if (modifiedCount === 0) throw new Problem('state_conflict')
    const subject = { kind: 'account', id: accountId } as const
    await recordFacts(deps.db, [fact(of, { what: 'PasswordChanged', subject })], session)
    return endSessions(deps, of, { accountId, except: here.sessionId }, session)
  })
  await deps.revocations.revokeSessions(ended)
}

/**
 * The person's professional profile, once it exists: tokens issued from now on carry it. `false` when the account
 * already has another one.
 */
export async function linkTrainee(
  deps: Pick<Deps, 'db'>,
  accountId: string,
  traineeId: string,
  session: ClientSession,
): Promise<boolean> {
  const Accounts = accountModel(deps.db)
  const linked = await Accounts.updateOne({ _id: accountId, traineeId: null }, { $set: { traineeId } }, { session })
  if (linked.modifiedCount === 1) return true
  return (await Accounts.exists({ _id: accountId, traineeId }).session(session)) !== null
}
