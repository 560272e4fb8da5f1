export const ORGANIZATION_KINDS = ['unit', 'provider', 'industryAuthority', 'hrAuthority'] as const
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number]

/** Declaring (`operate`) and deciding (`decide`) can be two people's. */
export const OPERATOR_GRANTS = ['operate', 'decide'] as const
export type OperatorGrant = (typeof OPERATOR_GRANTS)[number]

/** An invitation to be an operator that nobody answers is void after this time. */
export const OPERATOR_INVITATION_DAYS = 7

/** What a unit proves itself with: GB 32100, or the older GB 11714. */
export const CERTIFICATE_TYPES = ['unifiedSocialCreditCode', 'organizationCode'] as const
export type CertificateType = (typeof CERTIFICATE_TYPES)[number]
