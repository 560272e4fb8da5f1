import { randomBytes } from 'node:crypto'
import { PHONE_CODE_INTERVAL_SECONDS, UNIT_REGISTRATION_SECONDS } from '@jijiao/shared/accounts'
import type { UnitDescription } from '@jijiao/shared/accounts/contract'
import { checkResidentId, RESIDENT_ID_MESSAGES } from '@jijiao/shared/identifiers'
import { Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { hashPassword } from '../../auth/passwords'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem, tooManyRequests } from '../../http/problem'
import { insertOrganization, isKnownOrganization, newOrganization } from '../organizations'
import { newAccount, userNameTaken } from './account.commands'
import { type Account, accountModel } from './account.model'
import { findAccountByIdentity } from './account.queries'
import { provePhone, sendPhoneCode, usePhoneCode } from './phone-code'
import { insertSession } from './session.commands'
import type { Session } from './session.model'
import type { Device } from './sign-in'
import { hashOfRegistrationId, type UnitRegistration, unitRegistrationModel } from './unit-registration.model'

const LIMITS = {
  /** A registration hall is one address. */
  begin: { limit: 300, windowMs: 60 * 60 * 1_000 },
  code: { limit: 1, windowMs: PHONE_CODE_INTERVAL_SECONDS * 1_000 },
  /** Of the account that step 1 named, over all its registrations. */
  codesOfAccount: { limit: 10, windowMs: 24 * 60 * 60 * 1_000 },
} as const

/** No phone has this number: what stands for the phone of somebody who does not exist. */
const NOBODY = '00000000000'

/** Step 1. Goes the same way, and takes as long, whether or not the two belong to a real-name account. */
export async function beginUnitRegistration(
  deps: Deps,
  of: Circumstances,
  typed: { readonly userName: string; readonly residentId: string; readonly address: string },
): Promise<{ readonly registrationId: string; readonly registration: UnitRegistration }> {
  const check = checkResidentId(typed.residentId, { on: of.at })
  if (!check.ok) {
    const errors = [{ pointer: '#/residentId', detail: RESIDENT_ID_MESSAGES[check.problem] }]
    throw new Problem('invalid_input', { errors })
  }
  const attempt = await createAttempts(deps).take(attemptKey('unit-registration', typed.address), LIMITS.begin)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds)
  const person = await findAccountByIdentity(deps, { userName: typed.userName, residentId: check.value })
  const registrationId = randomBytes(32).toString('base64url')
  const registration: UnitRegistration = {
    _id: hashOfRegistrationId(registrationId),
    accountId: person?._id ?? null,
    namedAs: deps.vault.blindIndex('residentId', `${check.value}\0${typed.userName.toLowerCase()}`),
    step: 'unit',
    unit: null,
    expiresAt: new Date(of.at.getTime() + UNIT_REGISTRATION_SECONDS * 1_000),
  }
  await unitRegistrationModel(deps.db).create(registration)
  return { registrationId, registration }
}

export async function requireUnitRegistration(
  deps: Pick<Deps, 'db' | 'clock'>,
  registrationId: string,
): Promise<UnitRegistration> {
  const registration = await unitRegistrationModel(deps.db)
    .findOne(current(deps, registrationId))
    .lean<UnitRegistration | null>()
  if (!registration) throw new Problem('unit_registration_expired')
  return registration
}

const current = (deps: Pick<Deps, 'clock'>, registrationId: string) => ({
  _id: hashOfRegistrationId(registrationId),
  expiresAt: trusted({ $gt: new Date(deps.clock.now()) }),
})

/** Step 2, as often as needed. Whether user name and unit are free is told in step 3 only, to who proved the phone. */
export async function describeUnit(
  deps: Deps,
  registrationId: string,
  { password, certificateNumber, contactName, contactPhone, ...unit }: UnitDescription,
): Promise<UnitRegistration> {
  await requireOpenRegistration(deps, registrationId)
  const described = {
    ...unit,
    certificateNumber,
    passwordHash: await hashPassword(password),
    contactName: contactName ?? null,
    contactPhoneSealed: contactPhone === undefined ? null : deps.vault.seal('phone', contactPhone),
  }
  const registration = await unitRegistrationModel(deps.db)
    .findOneAndUpdate(
      { ...current(deps, registrationId), step: trusted({ $ne: 'completed' }) },
      { $set: { unit: described, step: 'phone' } },
      { returnDocument: 'after' },
    )
    .lean<UnitRegistration | null>()
  return registration ?? requireOpenRegistration(deps, registrationId)
}

async function requireOpenRegistration(deps: Deps, registrationId: string): Promise<UnitRegistration> {
  const registration = await requireUnitRegistration(deps, registrationId)
  if (registration.step === 'completed') throw new Problem('unit_registration_completed')
  return registration
}

async function requireDescribedUnit(deps: Deps, registrationId: string) {
  const registration = await requireOpenRegistration(deps, registrationId)
  if (!registration.unit) throw new Problem('state_conflict', { detail: '请先填写单位信息' })
  return { ...registration, unit: registration.unit }
}

/** The account of step 1. Nobody is looked up like somebody. */
const personOf = (deps: Deps, { accountId }: UnitRegistration): Promise<Account | null> =>
  accountModel(deps.db)
    .findById(accountId ?? new Types.ObjectId())
    .lean<Account>()
    .exec()

/**
 * Texts the code to the phone of the account of step 1. The answer does not wait for the message nor tell of its fate:
 * both would tell whether there is such an account.
 */
export async function sendUnitRegistrationCode(deps: Deps, registrationId: string, address: string): Promise<void> {
  const registration = await requireDescribedUnit(deps, registrationId)
  await countCode(deps, registration)
  const person = await personOf(deps, registration)
  if (!person) return
  const phone = deps.vault.open('phone', person.phoneSealed)
  sendPhoneCode(deps, { phone, purpose: 'unitRegistration' }, address).catch((error: unknown) =>
    deps.log.warn({ error }, 'the code of a unit registration was not sent'),
  )
}

/** Counted by what step 1 named, whether or not there is such an account: the refusal tells nothing either. */
async function countCode(deps: Deps, { _id, namedAs }: UnitRegistration): Promise<void> {
  const attempts = createAttempts(deps)
  const one = attemptKey('unit-registration-code', _id)
  const soon = await attempts.take(one, LIMITS.code)
  if (!soon.isAllowed) {
    throw tooManyRequests(soon.retryAfterSeconds, 'too_many_requests', '验证码刚刚发送过，请一分钟后再获取')
  }
  const all = await attempts.take(attemptKey('unit-registration-codes', namedAs), LIMITS.codesOfAccount)
  if (all.isAllowed) return
  await attempts.giveBack(one)
  throw tooManyRequests(all.retryAfterSeconds, 'too_many_requests', '这个账号今天获取验证码的次数已用完，请明天再试')
}

/** Step 3: the unit, its account and its first sign-in, together or not at all. */
export async function completeUnitRegistration(
  deps: Deps,
  of: Circumstances,
  given: { readonly registrationId: string; readonly phoneCode: string; readonly device: Device },
): Promise<{ readonly account: Account; readonly session: Session }> {
  const registration = await requireDescribedUnit(deps, given.registrationId)
  const person = await personOf(deps, registration)
  const phone = person ? deps.vault.open('phone', person.phoneSealed) : NOBODY
  const code = await provePhone(deps, { phone, purpose: 'unitRegistration' }, given.phoneCode)
  if (!person) throw new Error('a code was proven that was never sent')
  const { unit } = registration
  const organization = newOrganization(of, {
    needsRoleApplication: true,
    kind: 'unit',
    name: unit.name,
    code: unit.certificateNumber,
    certificateType: unit.certificateType,
    regionCode: unit.regionCode,
    legalRepresentative: unit.legalRepresentative,
    information: {
      contact: unit.contactName ?? person.name,
      mobileSealed: unit.contactPhoneSealed ?? deps.vault.seal('phone', phone),
      address: unit.address,
    },
  })
  const account = newAccount(deps, of, { ...unit, phone, unitAccountOfId: organization._id })
  const accountId = String(account._id)
  const registered = fact(of, {
    what: 'UnitAccountRegistered',
    subject: { kind: 'account', id: accountId },
    organizationId: String(organization._id),
    details: { registeredBy: String(person._id) },
  })
  try {
    const session = await inTransaction(deps.db, async (transaction) => {
      // Described anew in between, it is not what was proven; completed in between, it is done.
      const { modifiedCount } = await unitRegistrationModel(deps.db).updateOne(
        { ...current(deps, given.registrationId), step: 'phone', 'unit.passwordHash': unit.passwordHash },
        { $set: { step: 'completed', unit: null } },
        { session: transaction },
      )
      if (modifiedCount === 0) throw new Problem('state_conflict')
      await usePhoneCode(deps, code, transaction)
      await insertOrganization(deps, of, organization, transaction)
      await accountModel(deps.db).create([account], { session: transaction })
      await recordFacts(deps.db, [registered], transaction)
      return insertSession(deps, of, account, { device: given.device, method: 'registration' }, transaction)
    })
    return { account, session }
  } catch (error) {
    if (error instanceof Problem && error.code === 'state_conflict')
      await requireOpenRegistration(deps, given.registrationId)
    if (isKnownOrganization(error)) {
      const errors = [{ pointer: '#/certificateNumber', detail: '这个证件号码的单位已经存在，请核对' }]
      throw new Problem('organization_exists', { errors })
    }
    throw isDuplicateKey(error, 'userNameKey') ? userNameTaken() : error
  }
}
