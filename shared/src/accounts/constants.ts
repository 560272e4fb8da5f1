/** How long a texted code is good for, and how many wrong guesses it bears. */
export const PHONE_CODE_SECONDS = 5 * 60
export const PHONE_CODE_TRIES = 5
/** The least time between two codes for one phone. */
export const PHONE_CODE_INTERVAL_SECONDS = 60

export const PHONE_CODE_PURPOSES = ['registration', 'recovery'] as const
/** `unitRegistration` codes are sent within the registration alone. */
export type PhoneCodePurpose = (typeof PHONE_CODE_PURPOSES)[number] | 'unitRegistration'

/** How long the three steps of a unit's registration may take. */
export const UNIT_REGISTRATION_SECONDS = 60 * 60
export const UNIT_REGISTRATION_STEPS = ['unit', 'phone', 'completed'] as const
export type UnitRegistrationStep = (typeof UNIT_REGISTRATION_STEPS)[number]

/**
 * Leading zero bits asked of a captcha's digest: 2^15 hashes on average, well under a second in a phone's browser and
 * about two where JavaScript is only interpreted.
 */
export const CAPTCHA_DIFFICULTY_BITS = 15
export const CAPTCHA_SECONDS = 5 * 60

/** Wrong passwords in a row, for one user name from one device, before an hour of rest. */
export const SIGN_IN_TRIES = 5
export const SIGN_IN_LOCK_SECONDS = 60 * 60

export const SIGN_IN_METHODS = ['registration', 'password', 'wechat'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]
