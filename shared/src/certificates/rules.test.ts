import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVerificationText, verificationLink } from './link'
import { certificateNumber, formatCertificateNumber, readCertificateNumber, SERIAL_DIGITS } from './number'
import { type CertificatePayload, decodePayload, encodePayload } from './payload'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''))
const numbers = fc
  .record({ year: fc.integer({ min: 2010, max: 2099 }), regionCode: digits(6), serial: digits(SERIAL_DIGITS) })
  .map(certificateNumber)

describe('a certificate number', () => {
  it('holds year, region and serial, and is read however people write it', () => {
    const number = certificateNumber({ year: 2025, regionCode: '441900', serial: '0123456789' })
    expect(number).toMatch(/^20254419000123456789\d\d$/)
    const printed = formatCertificateNumber(number)
    expect(printed).toBe(`2025-441900-0123456789-${number.slice(-2)}`)
    for (const text of [number, printed, `No. ${printed}`, printed.replaceAll('-', '　'), ` ${number}\n`]) {
      expect(readCertificateNumber(text)).toBe(number)
    }
    for (const text of ['', '2025', number.slice(1), `${number}0`, number.replace('2', 'x')]) {
      expect(readCertificateNumber(text)).toBeNull()
    }
  })

  it('with any one digit wrong is refused', () => {
    fc.assert(
      fc.property(numbers, fc.nat(21), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const wrong = (Number(number[at]) + by) % 10
        expect(readCertificateNumber(number.slice(0, at) + wrong + number.slice(at + 1))).toBeNull()
      }),
    )
  })

  it('with any two digits swapped is refused, unless they are the same', () => {
    fc.assert(
      fc.property(numbers, fc.nat(21), fc.nat(21), (number, one, other) => {
        const swapped = [...number]
        ;[swapped[one], swapped[other]] = [swapped[other] ?? '', swapped[one] ?? '']
        const text = swapped.join('')
        expect(readCertificateNumber(text)).toBe(text === number ? number : null)
      }),
    )
  })
})

describe('the link of the QR code', () => {
  const id = '7YWHMfk9JZe1LMNgQkqPQR'
  const signed = '1234567890'.repeat(60)

  it('is taken apart again, whatever a scanner hands over', () => {
    const link = verificationLink('https://jijiao.example.cn', id, signed)
    expect(readVerificationText(link)).toEqual({ verificationId: id, signed })
    expect(readVerificationText(`${link}&from=wechat#top`)).toEqual({ verificationId: id, signed })
    expect(readVerificationText(` ${id} `)).toEqual({ verificationId: id, signed: null })
    expect(readVerificationText(signed)).toEqual({ verificationId: null, signed })
    expect(readVerificationText('https://jijiao.example.cn/v/../admin?p=12')).toEqual({
      verificationId: null,
      signed: null,
    })
  })
})

describe('the signed content', () => {
  const sums = fc.tuple(fc.nat(99), fc.nat(9_999), fc.nat(99), fc.nat(9_999)).map(([a, b, c, d]) => [
    { category: 'public' as const, courseCount: a, creditHourTenths: b },
    { category: 'professional' as const, courseCount: c, creditHourTenths: d },
    { category: 'elective' as const, courseCount: 0, creditHourTenths: 0 },
  ])
  const payloads: fc.Arbitrary<CertificatePayload> = fc.record({
    number: numbers,
    verificationId: fc.string(),
    maskedName: fc.string({ unit: 'grapheme' }),
    nameDigest: fc.string(),
    sex: fc.constantFrom('1', '2'),
    maskedResidentId: fc.string(),
    unitName: fc.string({ unit: 'grapheme' }),
    year: fc.integer({ min: 2000, max: 2999 }),
    series: fc.subarray(['080', '250', '050']),
    sums,
    totalTenths: fc.nat(99_999),
    issuedOn: fc.constant('2025-12-31'),
    issuingBody: fc.string({ unit: 'grapheme' }),
  })

  it('is read as it was written, and has one spelling only', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const text = encodePayload(payload)
        expect(decodePayload(text)).toEqual(payload)
        expect(decodePayload(text.replace(',', ', '))).toBeNull()
      }),
    )
    for (const text of ['', '{}', '[]', '[2]', 'null', `[1${',1'.repeat(13)}]`]) expect(decodePayload(text)).toBeNull()
  })
})
