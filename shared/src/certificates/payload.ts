import { COURSE_CATEGORIES } from '../classes'
import type { CategorySum } from './constants'

/**
 * What the QR code states, under the issuer's signature: all that is printed and identifies the certificate. Names and
 * ID numbers are masked, since a picture of the code goes further than the sheet; `nameDigest` still lets whoever holds
 * the sheet check the whole name.
 */
export type CertificatePayload = {
  readonly number: string
  readonly verificationId: string
  readonly maskedName: string
  readonly nameDigest: string
  /** `1` or `2`. */
  readonly sex: string
  readonly maskedResidentId: string
  readonly unitName: string
  readonly year: number
  readonly series: readonly string[]
  readonly sums: readonly CategorySum[]
  readonly totalTenths: number
  readonly issuedOn: string
  readonly issuingBody: string
}

const VERSION = 1

/**
 * The canonical text: a JSON array without white space, in this order, whose UTF-8 bytes are signed. One content has one
 * spelling; anybody can read it without our code.
 */
export function encodePayload(payload: CertificatePayload): string {
  const sumOf = (category: string) => payload.sums.find((sum) => sum.category === category)
  return JSON.stringify([
    VERSION,
    payload.number,
    payload.verificationId,
    payload.maskedName,
    payload.nameDigest,
    payload.sex,
    payload.maskedResidentId,
    payload.unitName,
    payload.year,
    payload.series.join(','),
    COURSE_CATEGORIES.flatMap((category) => [
      sumOf(category)?.courseCount ?? 0,
      sumOf(category)?.creditHourTenths ?? 0,
    ]),
    payload.totalTenths,
    payload.issuedOn,
    payload.issuingBody,
  ])
}

/** `null` for another version, another shape or another spelling. */
export function decodePayload(text: string): CertificatePayload | null {
  const fields = parseArray(text)
  if (fields?.length !== 14 || fields[0] !== VERSION || !Array.isArray(fields[10])) return null
  const [, number, verificationId, maskedName, nameDigest, sex, maskedResidentId, unitName] = fields.map(String)
  const counts = (fields[10] as unknown[]).map(Number)
  const payload: CertificatePayload = {
    number: number ?? '',
    verificationId: verificationId ?? '',
    maskedName: maskedName ?? '',
    nameDigest: nameDigest ?? '',
    sex: sex ?? '',
    maskedResidentId: maskedResidentId ?? '',
    unitName: unitName ?? '',
    year: Number(fields[8]),
    series: String(fields[9]).split(',').filter(Boolean),
    sums: COURSE_CATEGORIES.map((category, index) => ({
      category,
      courseCount: counts[index * 2] ?? 0,
      creditHourTenths: counts[index * 2 + 1] ?? 0,
    })),
    totalTenths: Number(fields[11]),
    issuedOn: String(fields[12]),
    issuingBody: String(fields[13]),
  }
  return encodePayload(payload) === text ? payload : null
}

function parseArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
