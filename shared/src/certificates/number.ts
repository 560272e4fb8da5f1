const YEAR_DIGITS = 4
const REGION_DIGITS = 6
export const SERIAL_DIGITS = 10
const BODY_DIGITS = YEAR_DIGITS + REGION_DIGITS + SERIAL_DIGITS
const NUMBER = /^\d{22}$/

/**
 * The remainder by 97, digit by digit: the number is longer than what JavaScript adds exactly.
 * GB/T 17710 (ISO 7064, MOD 97-10): every wrong digit and every swap of two digits is found, wherever they stand.
 */
const remainderBy97 = (digits: string) => [...digits].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0)

const checkDigitsOf = (body: string) => String(98 - remainderBy97(`${body}00`)).padStart(2, '0')

type NumberParts = {
  readonly year: number
  readonly regionCode: string
  /** Random, `SERIAL_DIGITS` digits: how many were issued, and the next one's number, are nobody's to guess. */
  readonly serial: string
}

/** A certificate's number: year, region, serial, two check digits; nothing of the person. */
export function certificateNumber({ year, regionCode, serial }: NumberParts): string {
  const body = `${year}${regionCode}${serial}`
  if (!/^\d+$/.test(body) || body.length !== BODY_DIGITS) throw new Error(`no certificate number of ${body}`)
  return body + checkDigitsOf(body)
}

/** A number as people write it, with spaces, hyphens or full-width digits; `null` when a digit is wrong or missing. */
export function readCertificateNumber(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .trim()
    .replace(/^No\.?/i, '')
    .replace(/[\s\-–—－·]/g, '')
  return NUMBER.test(digits) && remainderBy97(digits) === 1 ? digits : null
}

/** As it is printed: `2025-441900-0123456789-01`. */
export const formatCertificateNumber = (number: string) =>
  number.replace(/^(\d{4})(\d{6})(\d{10})(\d{2})$/, '$1-$2-$3-$4')
