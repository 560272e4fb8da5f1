/** `wx.request` has no PATCH, so nothing here has either. */
export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const
export type HttpMethod = (typeof HTTP_METHODS)[number]

/**
 * Who may knock at all; what they may do is the feature's policy.
 * `signedIn`: with whichever account · `account`: a person's own account · `person`: that, and real-name checked ·
 * `applicant`: a person acting for an organization · `operator`: that, and the organization's role application has taken
 * effect · `unitAccount`: a unit's own login.
 */
export const ACCESS_LEVELS = [
  'public',
  'signedIn',
  'account',
  'person',
  'applicant',
  'operator',
  'unitAccount',
] as const
export type AccessLevel = (typeof ACCESS_LEVELS)[number]

/** The part of an operation that every client needs at run time: no schema, no zod. Paths are relative to `/api/v1`. */
export type Endpoint = {
  readonly method: HttpMethod
  readonly path: `/${string}`
  readonly access: AccessLevel
  /** `key`: an `Idempotency-Key` header makes a repetition answer as the first time. `natural`: repeating is harmless by itself. */
  readonly idempotency?: 'key' | 'natural'
  /** The body is one file, as `multipart/form-data` in the part `file`. */
  readonly takesFile?: { readonly maxBytes: number }
  /** A success is a file, not JSON. */
  readonly givesFile?: true
}

export type EndpointGroup = Readonly<Record<string, Endpoint>>
