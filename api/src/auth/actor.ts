import type { OperatorGrant, OrganizationKind } from '@jijiao/shared/organizations'

/** Somebody signed in. What a policy receives; nothing in it is taken from the request body. */
export type AccountActor = {
  readonly accountId: string
  /** The sign-in that the token descends from; revoking it ends all its tokens. */
  readonly sessionId: string
  readonly isRealName: boolean
  /** The person's professional profile, once it exists. */
  readonly traineeId: string | null
  readonly actingAs: ActingAs | null
  /** The organization whose own login this is; absent with a person's account. */
  readonly unitAccountOf?: string
}

export type ActingAs = {
  readonly organizationId: string
  readonly operatorId: string
  readonly kind: OrganizationKind
  readonly grants: readonly OperatorGrant[]
  /** The organization is new and has no confirmed role application yet. */
  readonly needsRoleApplication: boolean
}

export type PersonActor = AccountActor & { readonly isRealName: true }
export type UnitAccountActor = AccountActor & { readonly unitAccountOf: string }
export type OperatorActor = PersonActor & { readonly actingAs: ActingAs }
