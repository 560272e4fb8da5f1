import {
  CERTIFICATE_TITLE,
  type CertificateRow,
  type CertificateView,
  formatCertificateNumber,
  type PrintedFields,
  verificationLink,
  YEAR_VERDICT_LABELS,
} from '@jijiao/shared/certificates'
import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { labelOf, QUALIFICATION_SERIES, SEXES } from '@jijiao/shared/codes'
import { maskName, maskResidentId } from '@jijiao/shared/identifiers'
import { dayText } from '@jijiao/shared/text'
import { mayDo } from '../../auth/acting'
import type { OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { isRestricted, type Trainee } from '../affiliations'
import type { Certificate } from './certificate.model'
import { certificateAbilities, ISSUING } from './certificate.policy'
import type { CertificateSheet } from './render/sheet'
import type { YearCount } from './year-count'

const idOrNull = (id: { toString(): string } | null) => (id ? String(id) : null)

/** What a reader has to know about a certificate besides it. */
export type Reading = {
  /** The version that the year's hours have now. */
  readonly hoursVersion: number
  readonly isOwn: boolean
  /** Only the person may do more with it than look. */
  readonly isRestricted: boolean
}

export const presentCertificateLine = (
  actor: PersonActor,
  certificate: Certificate,
  { hoursVersion, ...reader }: Reading,
) => ({
  id: String(certificate._id),
  number: certificate.number,
  state: certificate.state,
  issuedOn: certificate.issuedOn,
  isOutdated: certificate.isCurrent && hoursVersion !== certificate.hoursVersion,
  version: certificate.version,
  abilities: certificateAbilities(actor, certificate, reader),
})

const maskedIdOf = (deps: Pick<Deps, 'vault'>, { sealedResidentId }: Pick<Certificate, 'sealedResidentId'>) =>
  maskResidentId(deps.vault.open('residentId', sealedResidentId))

/** Whose year it was, and how much it was, when it was issued. */
const presentYear = (deps: Pick<Deps, 'vault'>, certificate: Certificate) => ({
  traineeId: String(certificate.traineeId),
  name: certificate.name,
  sex: certificate.sex,
  residentId: maskedIdOf(deps, certificate),
  unit: { id: String(certificate.organizationId), name: certificate.unitName },
  year: certificate.year,
  series: certificate.series,
  sums: certificate.sums,
  totalTenths: certificate.totalTenths,
  verdict: 'passed' as const,
})

export const presentCertificate = (
  deps: Pick<Deps, 'vault'>,
  actor: PersonActor,
  certificate: Certificate,
  reading: Reading,
): CertificateView => ({
  ...presentCertificateLine(actor, certificate, reading),
  ...presentYear(deps, certificate),
  courses: certificate.courses,
  ruleSet: certificate.ruleSet,
  issuingBody: certificate.issuingBody,
  verificationId: certificate.verificationId,
  supersedesId: idOrNull(certificate.supersedesId),
  supersededById: idOrNull(certificate.supersededById),
  supersessionCause: certificate.supersessionCause,
  reason: certificate.reason,
  issuedAt: certificate.issuedAt.toISOString(),
  changedAt: certificate.changedAt.toISOString(),
})

type RowOf = {
  readonly trainee: Trainee
  readonly unit: { readonly id: string; readonly name: string }
  readonly year: number
  readonly count: YearCount
  readonly certificate: Certificate | null
}

/** A trainee's year as the unit sees it: what is recognised now, and the certificate beside it. */
export function presentRow(
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  { trainee, unit, year, count, certificate }: RowOf,
): CertificateRow {
  const issues = mayDo(actor, ISSUING)
  const { hoursVersion } = count
  return {
    traineeId: String(trainee._id),
    name: trainee.name,
    sex: trainee.sex,
    residentId: maskedIdOf(deps, trainee),
    unit,
    year,
    series: trainee.series,
    sums: count.sums,
    totalTenths: count.totalTenths,
    verdict: count.verdict,
    certificate:
      certificate &&
      presentCertificateLine(actor, certificate, { hoursVersion, isOwn: false, isRestricted: isRestricted(trainee) }),
    abilities: {
      issue: issues && certificate === null && count.verdict === 'passed',
      recount: issues && certificate?.state === 'valid',
    },
  }
}

/** The same of a certificate alone, as the authority sees it. */
export const presentIssuedRow = (
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  certificate: Certificate,
  reading: Reading,
): CertificateRow => ({
  ...presentYear(deps, certificate),
  certificate: presentCertificateLine(actor, certificate, reading),
  abilities: { issue: false, recount: false },
})

/** Every printed field; of a person only what a stranger may see. */
export const presentPrinted = (deps: Pick<Deps, 'vault'>, certificate: Certificate): PrintedFields => ({
  number: certificate.number,
  name: maskName(certificate.name),
  sex: certificate.sex,
  residentId: maskedIdOf(deps, certificate),
  unitName: certificate.unitName,
  year: certificate.year,
  series: certificate.series,
  sums: certificate.sums,
  totalTenths: certificate.totalTenths,
  verdict: 'passed',
  issuedOn: certificate.issuedOn,
  issuingBody: certificate.issuingBody,
})

export const seriesText = (codes: readonly string[]) =>
  codes.map((code) => labelOf(QUALIFICATION_SERIES, code) ?? code).join('、')

/** What is printed: the one place besides the person's own data where a whole ID number leaves the system. */
export const sheetOf = (deps: Pick<Deps, 'vault'>, certificate: Certificate, origin: string): CertificateSheet => ({
  year: String(certificate.year),
  name: certificate.name,
  sex: labelOf(SEXES, certificate.sex) ?? '',
  residentId: deps.vault.open('residentId', certificate.sealedResidentId),
  unit: certificate.unitName,
  series: seriesText(certificate.series),
  sums: certificate.sums.map(({ category, courseCount, creditHourTenths }) => ({
    label: COURSE_CATEGORY_LABELS[category],
    courses: String(courseCount),
    hours: formatCreditHours(creditHourTenths),
  })),
  totalCourses: String(certificate.sums.reduce((all, { courseCount }) => all + courseCount, 0)),
  totalHours: formatCreditHours(certificate.totalTenths),
  verdict: YEAR_VERDICT_LABELS.passed,
  issuingBody: certificate.issuingBody,
  issuedOn: dayText(certificate.issuedOn),
  number: formatCertificateNumber(certificate.number),
  site: `${origin}/v`,
  link: `${verificationLink(origin, certificate.verificationId)}?p=`,
  signed: certificate.signed,
})

export const fileNameOf = (certificates: readonly Certificate[], format: string) => {
  const [first] = certificates
  const which = certificates.length === 1 && first ? `${first.year}-${first.name}` : `${certificates.length}份`
  return `${CERTIFICATE_TITLE}-${which}.${format}`
}
