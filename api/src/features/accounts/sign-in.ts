import { SIGN_IN_LOCK_SECONDS, SIGN_IN_TRIES } from '@jijiao/shared/accounts'
import { Types } from 'mongoose'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { isPasswordOf } from '../../auth/passwords'
import type { Deps } from '../../deps'
import type { RequestInfo } from '../../http/call'
import { Problem, tooManyRequests } from '../../http/problem'
import { type Account, accountModel } from './account.model'
import { type CaptchaProof, useCaptcha } from './captcha'
import { sessionModel } from './session.model'

export type Device = {
  readonly deviceKey: string | null
  readonly deviceName: string | null
  readonly address: string
}

export const deviceOf = (request: RequestInfo, deviceName?: string): Device => ({
  deviceKey: request.deviceKey,
  deviceName: deviceName ?? null,
  address: request.address,
})

/** Which of the two tabs of the sign-in page an account belongs to. */
export type AccountKind = 'person' | 'unit'
export const kindOf = (account: Account): AccountKind => (account.unitAccountOfId ? 'unit' : 'person')

const HOUR_MS = 60 * 60 * 1_000
const LOCK = { limit: SIGN_IN_TRIES, windowMs: SIGN_IN_LOCK_SECONDS * 1_000, isSliding: true }
/**
 * A device key is only the client's word, and a guesser would send a new one each time. So devices that never signed in
 * to the account share the tries of their address; those that did are left alone, whatever strangers do.
 */
const UNKNOWN_DEVICES = { limit: 20, windowMs: HOUR_MS }

/**
 * One password tried on many accounts locks none of them. After so many wrong ones from an address, whatever the user
 * names, each further try from a device that is not known costs work; a hall of people who mistype is hardly slowed.
 */
const WRONG_FROM_ADDRESS = 30
const COUNTED = { limit: Number.MAX_SAFE_INTEGER, windowMs: HOUR_MS }

type Guest = { readonly captcha: CaptchaProof | undefined }

/**
 * The account, when the password is right. Five wrong ones in a row lock the user name for this device (without a device
 * key: this address) for an hour. Answers and time taken are the same whether or not there is such an account
 * of this kind.
 */
export async function checkPassword(
  deps: Deps,
  userName: string,
  password: string,
  { device, kind, guest }: { readonly device: Device; readonly kind: AccountKind; readonly guest?: Guest },
): Promise<Account | null> {
  const attempts = createAttempts(deps)
  const userNameKey = userName.toLowerCase()
  const found = await accountModel(deps.db).findOne({ userNameKey }).lean<Account>()
  const account = found && kindOf(found) === kind ? found : null
  const lockKey = lockKeyOf(userNameKey, device)
  const sharedKey = attemptKey('sign-in-unknown-device', userNameKey, device.address)
  const isKnown = await isKnownDevice(deps, account, device)

  const addressKey = attemptKey('sign-in-wrong', device.address)
  if (guest && !isKnown && (await attempts.count(addressKey)) >= WRONG_FROM_ADDRESS) {
    if (!guest.captcha) throw new Problem('captcha_required')
    await useCaptcha(deps, guest.captcha)
  }
  const attempt = await attempts.take(lockKey, LOCK)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds, 'account_locked')
  const giveBack = () => Promise.all([attempts.giveBack(lockKey), isKnown ? null : attempts.giveBack(sharedKey)])
  if (!isKnown) {
    const shared = await attempts.take(sharedKey, UNKNOWN_DEVICES)
    if (!shared.isAllowed) {
      await attempts.giveBack(lockKey)
      throw tooManyRequests(shared.retryAfterSeconds)
    }
  }
  let isRight: boolean
  try {
    isRight = await isPasswordOf(account?.passwordHash ?? null, password)
  } catch (error) {
    await giveBack()
    throw error
  }
  if (isRight) {
    await Promise.all([attempts.clear(lockKey), isKnown ? null : attempts.giveBack(sharedKey)])
    return account
  }
  if (guest && !isKnown) await attempts.take(addressKey, COUNTED)
  if (attempt.count >= SIGN_IN_TRIES) throw tooManyRequests(SIGN_IN_LOCK_SECONDS, 'account_locked')
  return null
}

const lockKeyOf = (userNameKey: string, { deviceKey, address }: Device) =>
  attemptKey('sign-in', userNameKey, deviceKey ? 'device' : 'address', deviceKey ?? address)

/** Who proved to be the owner in another way need not wait out the lock on this device. */
export const clearLock = (deps: Pick<Deps, 'db' | 'clock'>, userNameKey: string, device: Device): Promise<void> =>
  createAttempts(deps).clear(lockKeyOf(userNameKey, device))

async function isKnownDevice(deps: Deps, account: Account | null, { deviceKey }: Device): Promise<boolean> {
  if (!deviceKey) return false
  const accountId = account?._id ?? new Types.ObjectId()
  return (await sessionModel(deps.db).exists({ accountId, deviceKey })) !== null
}
