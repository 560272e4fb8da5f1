import type { OperatorGrant, OrganizationKind } from '../organizations'

export const CERTIFICATE_STATES = ['valid', 'suspended', 'superseded', 'revoked'] as const
export type CertificateState = (typeof CERTIFICATE_STATES)[number]

/** What the public is told: also of numbers that the old system gave, and of what nobody ever issued. */
export const VERIFICATION_STATES = [...CERTIFICATE_STATES, 'legacy', 'unknown'] as const
export type VerificationState = (typeof VERIFICATION_STATES)[number]

type Transition = {
  readonly from: readonly CertificateState[]
  readonly to: readonly CertificateState[]
  readonly by: { readonly kind: OrganizationKind; readonly grant: OperatorGrant }
}

const unit = { kind: 'unit', grant: 'operate' } as const
const authority = { kind: 'hrAuthority', grant: 'operate' } as const

/**
 * Every move of a certificate; a new one begins as `valid`. Nothing is ever deleted, and no number is used again: what
 * replaces a certificate is another one. A recount supersedes who still passes and revokes who no longer does.
 */
export const CERTIFICATE_LIFECYCLE = {
  regenerate: { from: ['valid'], to: ['superseded'], by: unit },
  recount: { from: ['valid'], to: ['valid', 'superseded', 'revoked'], by: unit },
  suspend: { from: ['valid'], to: ['suspended'], by: authority },
  resume: { from: ['suspended'], to: ['valid'], by: authority },
  revoke: { from: ['valid', 'suspended'], to: ['revoked'], by: authority },
} as const satisfies Record<string, Transition>
export type CertificateAction = keyof typeof CERTIFICATE_LIFECYCLE

export const mayMoveCertificate = (action: CertificateAction, from: CertificateState): boolean =>
  (CERTIFICATE_LIFECYCLE[action].from as readonly CertificateState[]).includes(from)

/** A person has at most one such certificate for a year. */
export const CURRENT_CERTIFICATE_STATES = ['valid', 'suspended'] as const satisfies readonly CertificateState[]
