/** What the system may hold about a person, in the order in which it is shown. */
export const DATA_KINDS = [
  'account',
  'profile',
  'affiliations',
  'enrollments',
  'attendance',
  'leaveRequests',
  'records',
  'certificates',
  'standings',
  'dishonesty',
  'legacy',
  'teaching',
  'operatorWork',
  'imports',
  'messages',
  'attachments',
  'sessions',
  'security',
  'consents',
  'dataRequests',
  'auditLog',
] as const
export type DataKind = (typeof DATA_KINDS)[number]

/**
 * What becomes of it when its deletion is granted or the account is closed: `erased` is deleted, `kept` has to be kept
 * and is only restricted, `expires` goes by itself within the time that its retention says.
 */
export const DATA_DISPOSALS = ['erased', 'kept', 'expires'] as const
export type DataDisposal = (typeof DATA_DISPOSALS)[number]

/** What somebody else has a word in: these can be asked to be corrected. */
export const CORRECTABLE_KINDS = [
  'profile',
  'affiliations',
  'enrollments',
  'attendance',
  'records',
  'certificates',
  'dishonesty',
  'legacy',
  'teaching',
] as const satisfies readonly DataKind[]

/** Of the others the person disposes alone, or they go with the account. */
export const DELETABLE_KINDS = [
  'profile',
  'affiliations',
  'enrollments',
  'attendance',
  'leaveRequests',
  'records',
  'certificates',
  'dishonesty',
] as const satisfies readonly DataKind[]

/** Why a request may be refused; each is a case of the law. */
export const REFUSAL_GROUNDS = ['accurate', 'retention', 'duty', 'dispute', 'elsewhere'] as const
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number]

/** Exports a day: each reads everything there is of a person. */
export const EXPORTS_PER_DAY = 5

/** What a consent is for. */
export const CONSENT_PURPOSES = ['notice', 'realName', 'wechatMessages', 'location'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

/** The others are what using the system at all rests on: taking them back is closing the account. */
export const WITHDRAWABLE_PURPOSES = ['wechatMessages', 'location'] as const satisfies readonly ConsentPurpose[]

/** Of the words in which the location is asked for, newest first; what was agreed to in older words stands. */
export const LOCATION_NOTICE_VERSIONS = ['2026-11'] as const

/** Three years: so long what was decided is kept, and after an account is closed what its owner had consented to. */
export const PROOF_KEPT_DAYS = 1_096

/** What has to be settled first before an account can be closed. */
export const CLOSURE_OBSTACLES = [
  'operatorBinding',
  'openClass',
  'waitingRecord',
  'pendingAffiliation',
  'openDispute',
] as const
export type ClosureObstacle = (typeof CLOSURE_OBSTACLES)[number]
