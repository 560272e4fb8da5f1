import { z } from 'zod'
import type { Contract } from '../http'
import { instant, line } from '../http/fields'
import { mobileNumber, residentIdInput } from '../identifiers/fields'
import { CERTIFICATE_TYPES } from '../organizations/constants'
import { certificateFault, readCertificateNumber } from '../organizations/rules'
import { childRegionsOf, findRegion } from '../regions'
import { UNIT_REGISTRATION_STEPS } from './constants'
import { accountEndpoints as endpoints } from './endpoints'
import {
  captcha,
  captchaProof,
  credentials,
  deviceName,
  newPassword,
  newUserName,
  noticeVersion,
  phoneCode,
} from './fields'

/** Unguessable, and known to nobody but who began the registration. */
const params = z.strictObject({ registrationId: z.string().regex(/^[\w-]{43}$/) })

/** A unit is a city's or a county's; a province is enough only where no more is known of it. */
function isUnitRegion(code: string): boolean {
  const region = findRegion(code)
  return region !== undefined && (region.level !== 'province' || childRegionsOf(code).length === 0)
}

/** Step 2. The certificate number comes out as it is stored: capitals, no hyphen. */
const unitDescription = z
  .strictObject({
    userName: newUserName,
    password: newPassword,
    name: line(100, 2),
    certificateType: z.enum(CERTIFICATE_TYPES),
    certificateNumber: line(40),
    /** GB/T 2260; a county where the city has counties and the unit is a county's. */
    regionCode: z.string().max(6).refine(isUnitRegion, { error: '请选择单位所在地区，至少选到市' }),
    address: line(100),
    legalRepresentative: line(50, 2),
    /** Without it the name of the real-name account. */
    contactName: line(50, 2).optional(),
    /** Without it the phone of the real-name account. */
    contactPhone: mobileNumber.optional(),
  })
  .transform((unit, context) => {
    const fault = certificateFault(unit.certificateType, unit.certificateNumber)
    if (fault) context.addIssue({ code: 'custom', path: ['certificateNumber'], message: fault })
    return { ...unit, certificateNumber: readCertificateNumber(unit.certificateType, unit.certificateNumber) ?? '' }
  })

/** Says how far the registration is, and nothing about whether the person of step 1 exists. */
const unitRegistrationView = z.strictObject({
  registrationId: z.string(),
  /** What is to be done next. */
  step: z.enum(UNIT_REGISTRATION_STEPS),
  expiresAt: instant,
  /** As typed in step 2, without the password; `null` before it. */
  unit: z
    .strictObject({
      userName: z.string(),
      name: z.string(),
      certificateType: z.enum(CERTIFICATE_TYPES),
      certificateNumber: z.string(),
      regionCode: z.string(),
      address: z.string(),
      legalRepresentative: z.string(),
      contactName: z.string().nullable(),
      /** Masked. */
      contactPhone: z.string().nullable(),
    })
    .nullable(),
})

const registrationProblems = ['unit_registration_expired', 'unit_registration_completed'] as const

/** The operations of a unit's own login; it signs in to the same kind of tokens as a person. */
export const unitAccountOperations = <S extends z.ZodType>(sessionTokens: S) =>
  ({
    captcha: {
      ...endpoints.captcha,
      summary: 'A proof of work instead of a picture: find a solution whose SHA-256 begins with enough zero bits',
      answer: z.strictObject({
        challenge: z.string(),
        difficultyBits: z.number().int(),
        validSeconds: z.number().int(),
      }),
    },
    beginUnitRegistration: {
      ...endpoints.beginUnitRegistration,
      summary:
        'Step 1: whose real-name account the unit belongs to; answers alike whether or not there is such a person',
      body: z.strictObject({
        userName: line(64),
        residentId: residentIdInput,
        captcha: captchaProof,
        noticeVersion,
      }),
      answer: unitRegistrationView,
      status: 201,
      problems: ['notice_outdated', 'captcha_wrong'],
    },
    unitRegistration: {
      ...endpoints.unitRegistration,
      summary: 'How far a registration is, to go on after a lost connection',
      params,
      answer: unitRegistrationView,
      problems: ['unit_registration_expired'],
    },
    describeUnit: {
      ...endpoints.describeUnit,
      summary: 'Step 2: the unit, its user name and password; may be repeated until the registration is completed',
      params,
      body: unitDescription,
      answer: unitRegistrationView,
      problems: registrationProblems,
    },
    sendUnitRegistrationCode: {
      ...endpoints.sendUnitRegistrationCode,
      summary: 'Text a code to the phone of the real-name account of step 1, if there is one',
      params,
      answer: z.strictObject({ validSeconds: z.number().int(), nextInSeconds: z.number().int() }),
      problems: [...registrationProblems, 'state_conflict'],
    },
    completeUnitRegistration: {
      ...endpoints.completeUnitRegistration,
      summary: 'Step 3: the texted code makes the unit and its account, and signs in',
      params,
      body: z.strictObject({ phoneCode, deviceName }),
      answer: sessionTokens,
      status: 201,
      problems: [
        ...registrationProblems,
        'state_conflict',
        'phone_code_wrong',
        'user_name_taken',
        'organization_exists',
      ],
    },
    signInAsUnit: {
      ...endpoints.signInAsUnit,
      summary: "Sign in as a unit by the unit account's user name and password",
      body: z.strictObject({ ...credentials, captcha, noticeVersion, deviceName }),
      answer: sessionTokens,
      status: 201,
      problems: ['notice_outdated', 'captcha_required', 'captcha_wrong', 'wrong_credentials', 'account_locked'],
    },
  }) as const satisfies Contract

export type UnitDescription = z.output<typeof unitDescription>
export type UnitRegistrationView = z.output<typeof unitRegistrationView>
