import { z } from 'zod'
import { COURSE_CATEGORIES } from '../classes/constants'
import { ASSESSMENT_RESULTS } from '../codes'
import type { Contract } from '../http'
import { abilities, day, id, instant, line, page, pageQuery, paragraph } from '../http/contract'
import {
  LAST_LEGACY_YEAR,
  LEGACY_BINDING_OUTCOMES,
  LEGACY_CLAIM_STATES,
  LEGACY_TAKEOVERS,
  LEGACY_WITNESSES,
} from './constants'
import { legacyEndpoints } from './endpoints'
import { LEGACY_CERTIFICATE_SHEET, LEGACY_RECORD_SHEET } from './sheet'

const named = z.strictObject({ id, name: z.string() })

const bindingInput = z.discriminatedUnion('method', [
  /** The old unit has the present name and code. */
  z.strictObject({ method: z.literal('same') }),
  z.strictObject({ method: z.literal('code'), name: line(100), code: line(30) }),
  z.strictObject({
    method: z.literal('people'),
    name: line(100),
    people: z.array(z.strictObject({ name: line(50), residentId: line(30) })).length(LEGACY_WITNESSES),
  }),
])

const bindingView = z.strictObject({
  outcome: z.enum(LEGACY_BINDING_OUTCOMES),
  unit: named,
  people: z.int(),
})

const person = { name: z.string(), residentId: z.string() }

const legacyPersonView = z.strictObject({
  id,
  ...person,
  unitName: z.string(),
  /** `null` while that is under way. */
  takeover: z.enum(LEGACY_TAKEOVERS).nullable(),
  /** Of the trainee who she became; `null` unless she is bound. */
  traineeId: id.nullable(),
})

const legacyRecordView = z.strictObject({
  id,
  /** ID number masked. */
  ...person,
  unitName: z.string(),
  year: z.int(),
  category: z.enum(COURSE_CATEGORIES),
  courseName: z.string(),
  certifiedTenths: z.int(),
  provider: z.string().nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
})

const legacyCertificateView = z.strictObject({
  id,
  ...person,
  unitName: z.string(),
  year: z.int(),
  number: z.string(),
  series: z.string().nullable(),
  publicTenths: z.int(),
  professionalTenths: z.int(),
  electiveTenths: z.int(),
  totalTenths: z.int(),
  result: z.enum(ASSESSMENT_RESULTS.map(({ code }) => code)).nullable(),
  issuedOn: day.nullable(),
})

/** What is printed: the certificate with the courses of its year. */
const legacyPrint = legacyCertificateView.extend({ records: z.array(legacyRecordView) })

const claimView = z.strictObject({
  id,
  unit: named,
  /** Who asks for it. */
  claimant: named,
  /** Who has it. */
  holder: named,
  state: z.enum(LEGACY_CLAIM_STATES),
  askedAt: instant,
  decidedAt: instant.nullable(),
  opinion: z.string().nullable(),
  abilities: abilities(['decide']),
})

const year = z.coerce.number().int().min(1980).max(LAST_LEGACY_YEAR).optional()
const search = {
  /** A name, its pinyin or initials, or a whole ID number. */
  q: line(50, 0).optional(),
  year,
  ...pageQuery,
}
const certificateParams = z.strictObject({ certificateId: id })

export const legacyContract = {
  bind: {
    ...legacyEndpoints.bind,
    summary: 'Take over a unit of the old system, by proof; a second time changes nothing',
    body: bindingInput,
    answer: bindingView,
    problems: ['not_allowed', 'legacy_mismatch', 'legacy_tries_exceeded'],
  },
  bindings: {
    ...legacyEndpoints.bindings,
    summary: 'The units of the old system that the organization has taken over',
    answer: z.strictObject({ data: z.array(named) }),
  },
  records: {
    ...legacyEndpoints.records,
    summary: `Records of ${LAST_LEGACY_YEAR} and before of the unit's people`,
    query: z.strictObject(search),
    answer: page(legacyRecordView),
    sheet: LEGACY_RECORD_SHEET,
  },
  certificates: {
    ...legacyEndpoints.certificates,
    summary: `Certificates of ${LAST_LEGACY_YEAR} and before of the unit's people`,
    query: z.strictObject(search),
    answer: page(legacyCertificateView),
    sheet: LEGACY_CERTIFICATE_SHEET,
  },
  certificate: {
    ...legacyEndpoints.certificate,
    summary: 'What an old certificate prints; the whole ID number is shown, and that is recorded',
    params: certificateParams,
    answer: legacyPrint,
    problems: ['not_allowed'],
  },
  people: {
    ...legacyEndpoints.people,
    summary: 'The people of the units taken over from the old system',
    query: z.strictObject({ q: line(50, 0).optional(), ...pageQuery }),
    answer: page(legacyPersonView),
  },
  myRecords: {
    ...legacyEndpoints.myRecords,
    summary: `My records of ${LAST_LEGACY_YEAR} and before`,
    query: z.strictObject({ year, ...pageQuery }),
    answer: page(legacyRecordView),
  },
  myCertificates: {
    ...legacyEndpoints.myCertificates,
    summary: `My certificates of ${LAST_LEGACY_YEAR} and before`,
    query: z.strictObject({ year, ...pageQuery }),
    answer: page(legacyCertificateView),
  },
  myCertificate: {
    ...legacyEndpoints.myCertificate,
    summary: 'What one of my old certificates prints',
    params: certificateParams,
    answer: legacyPrint,
  },
  claims: {
    ...legacyEndpoints.claims,
    summary: 'Claims on old units that another unit holds, in the region of the HR authority',
    query: z.strictObject({ state: z.enum(LEGACY_CLAIM_STATES).optional(), ...pageQuery }),
    answer: page(claimView),
    problems: ['not_allowed'],
  },
  decideClaim: {
    ...legacyEndpoints.decideClaim,
    summary: 'Give the old unit to the claimant, or leave it where it is',
    params: z.strictObject({ claimId: id }),
    body: z.strictObject({ decision: z.enum(['grant', 'refuse']), opinion: paragraph(500).min(1) }),
    answer: claimView,
    problems: ['not_allowed', 'state_conflict'],
  },
} as const satisfies Contract

export type LegacyBindingInput = z.output<typeof bindingInput>
export type LegacyBindingView = z.output<typeof bindingView>
export type LegacyPersonView = z.output<typeof legacyPersonView>
export type LegacyRecordView = z.output<typeof legacyRecordView>
export type LegacyCertificateView = z.output<typeof legacyCertificateView>
export type LegacyPrintView = z.output<typeof legacyPrint>
export type LegacyClaimView = z.output<typeof claimView>
