/** How long a texted code is good for, and how many wrong guesses it bears. */
export const PHONE_CODE_SECONDS = 5 * 60
export const PHONE_CODE_TRIES = 5
/** The least time between two codes for one phone. */
export const PHONE_CODE_INTERVAL_SECONDS = 60

/** Wrong passwords in a row, for one user name from one device, before an hour of rest. */
export const SIGN_IN_TRIES = 5
export const SIGN_IN_LOCK_SECONDS = 60 * 60

export const SIGN_IN_METHODS = ['registration', 'password', 'wechat'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]
