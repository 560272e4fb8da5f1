import {
  CAPTCHA_DIFFICULTY_BITS,
  CAPTCHA_SECONDS,
  PHONE_CODE_INTERVAL_SECONDS,
  PHONE_CODE_SECONDS,
  type UnitRegistrationView,
} from '@jijiao/shared/accounts'
import type { accountContract } from '@jijiao/shared/accounts/contract'
import { maskPhone } from '@jijiao/shared/identifiers'
import { circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { createChallenge, useCaptcha } from './captcha'
import { requireCurrentNotice } from './notice'
import { issueTokens } from './session-tokens'
import { deviceOf } from './sign-in'
import {
  beginUnitRegistration,
  completeUnitRegistration,
  describeUnit,
  requireUnitRegistration,
  sendUnitRegistrationCode,
} from './unit-registration.commands'
import type { UnitRegistration } from './unit-registration.model'

type UnitRegistrationOperations =
  | 'captcha'
  | 'beginUnitRegistration'
  | 'unitRegistration'
  | 'describeUnit'
  | 'sendUnitRegistrationCode'
  | 'completeUnitRegistration'

export const unitRegistrationRoutes = (
  deps: Deps,
): Pick<Handlers<typeof accountContract>, UnitRegistrationOperations> => ({
  captcha: async () => ({
    challenge: createChallenge(deps),
    difficultyBits: CAPTCHA_DIFFICULTY_BITS,
    validSeconds: CAPTCHA_SECONDS,
  }),

  async beginUnitRegistration({ body, request }) {
    requireCurrentNotice(body.noticeVersion)
    await useCaptcha(deps, body.captcha)
    const typed = { userName: body.userName, residentId: body.residentId, address: request.address }
    const { registrationId, registration } = await beginUnitRegistration(deps, circumstances(null, request), typed)
    return presentRegistration(deps, registrationId, registration)
  },

  unitRegistration: async ({ params: { registrationId } }) =>
    presentRegistration(deps, registrationId, await requireUnitRegistration(deps, registrationId)),

  describeUnit: async ({ params: { registrationId }, body }) =>
    presentRegistration(deps, registrationId, await describeUnit(deps, registrationId, body)),

  async sendUnitRegistrationCode({ params, request }) {
    await sendUnitRegistrationCode(deps, params.registrationId, request.address)
    return { validSeconds: PHONE_CODE_SECONDS, nextInSeconds: PHONE_CODE_INTERVAL_SECONDS }
  },

  async completeUnitRegistration({ params, body, request }) {
    const device = deviceOf(request, body.deviceName)
    const given = { registrationId: params.registrationId, phoneCode: body.phoneCode, device }
    const { account, session } = await completeUnitRegistration(deps, circumstances(null, request), given)
    return issueTokens(deps, account, session)
  },
})

const presentRegistration = (
  { vault }: Pick<Deps, 'vault'>,
  registrationId: string,
  { step, expiresAt, unit }: UnitRegistration,
): UnitRegistrationView => ({
  registrationId,
  step,
  expiresAt: expiresAt.toISOString(),
  unit: unit && {
    userName: unit.userName,
    name: unit.name,
    certificateType: unit.certificateType,
    certificateNumber: unit.certificateNumber,
    regionCode: unit.regionCode,
    address: unit.address,
    legalRepresentative: unit.legalRepresentative,
    contactName: unit.contactName,
    contactPhone: unit.contactPhoneSealed && maskPhone(vault.open('phone', unit.contactPhoneSealed)),
  },
})
