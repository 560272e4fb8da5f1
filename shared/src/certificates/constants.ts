import type { CourseCategory } from '../classes'

/** A file to print or to keep on the phone, from one template. */
export const CERTIFICATE_FORMATS = ['pdf', 'png'] as const
export type CertificateFormat = (typeof CERTIFICATE_FORMATS)[number]

/** As many as one file holds. */
export const MAX_CERTIFICATES_IN_FILE = 500
/** As many as one request issues or counts again. */
export const MAX_CERTIFICATE_ROWS = 200

export const YEAR_VERDICTS = ['passed', 'failed'] as const
export type YearVerdict = (typeof YEAR_VERDICTS)[number]

/** What verification says of a signature that came along; `none` came. */
export const SIGNATURE_FINDINGS = ['none', 'good', 'bad', 'unknownKey'] as const
export type SignatureFinding = (typeof SIGNATURE_FINDINGS)[number]

/** What a recount made of a certificate, or of its absence. */
export const RECOUNT_OUTCOMES = ['unchanged', 'superseded', 'revoked', 'notIssued'] as const
export type RecountOutcome = (typeof RECOUNT_OUTCOMES)[number]

/** Of a whole year's recount, which goes on where one is refused. */
export const RECOUNT_ROW_OUTCOMES = ['superseded', 'revoked', 'refused'] as const satisfies readonly (
  | RecountOutcome
  | 'refused'
)[]
export type RecountRowOutcome = (typeof RECOUNT_ROW_OUTCOMES)[number]

/** What an authority lists of its region. */
export const CERTIFICATE_LISTS = ['certificates', 'trainees'] as const

/** Why a certificate gave way to another. */
export const SUPERSESSION_CAUSES = ['regenerated', 'recounted'] as const
export type SupersessionCause = (typeof SUPERSESSION_CAUSES)[number]

/** A row of the table on a certificate. */
export type CategorySum = {
  readonly category: CourseCategory
  readonly courseCount: number
  readonly creditHourTenths: number
}
