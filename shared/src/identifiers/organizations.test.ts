import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOrganizationCode, checkUnifiedSocialCreditCode, synthesizeUnifiedSocialCreditCode } from '.'

const CHARACTERS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const synthetic = fc
  .record({
    category: fc.constantFrom('11', '12', '51', '52', '91', '92', 'N2'),
    regionCode: fc.constantFrom('440000', '441900', '442000', '110105'),
    serial: fc.nat(99_999_999),
  })
  .map(synthesizeUnifiedSocialCreditCode)

describe('an organization code', () => {
  it.each(['D2143569X', 'PDY00001X', '000000000'])('%s is valid', (value) => {
    expect(checkOrganizationCode(value)).toEqual({ ok: true, value })
  })

  it('is accepted with the hyphen and stored without', () => {
    for (const typed of ['D2143569-X', 'd2143569-x', 'Ｄ２１４３５６９－Ｘ', ' D2143569 - X ', 'D2143569—X']) {
      expect(checkOrganizationCode(typed)).toEqual({ ok: true, value: 'D2143569X' })
    }
  })

  it.each([
    ['D2143569', 'length'],
    ['D-2143569X', 'length'],
    ['D214356-9', 'charset'],
    ['D2143569Y', 'charset'],
    ['D21435690', 'checksum'],
    ['D2143659X', 'checksum'],
  ])('%s is refused: %s', (value, problem) => {
    expect(checkOrganizationCode(value)).toEqual({ ok: false, problem })
  })
})

describe('a unified social credit code', () => {
  it.each([
    ['12440000123456788B', '440000', '123456788'],
    ['124400000000001310', '440000', '000000131'],
    ['N2441900MF1234567E', '441900', 'MF1234567'],
  ])('%s is valid', (value, regionCode, organizationCode) => {
    expect(checkUnifiedSocialCreditCode(value)).toEqual({ ok: true, value, regionCode, organizationCode })
    expect(checkUnifiedSocialCreditCode(` ${value.toLowerCase()} `)).toMatchObject({ ok: true, value })
  })

  it.each([
    ['12440000123456788', 'length', false],
    ['I2440000123456788B', 'charset', false],
    ['12440000123456788O', 'charset', false],
    ['124400001234567880', 'checksum', true],
    ['12440000123456789', 'length', false],
  ])('%s is refused: %s', (value, problem, canOverride) => {
    expect(checkUnifiedSocialCreditCode(value)).toEqual({ ok: false, problem, canOverride })
  })

  it('says when only the organization code inside it fails, as in early codes', () => {
    const inner = CHARACTERS.map((check) => `12440000123456789${check}`).map(checkUnifiedSocialCreditCode)
    expect(inner.filter((check) => !check.ok && check.problem === 'organizationChecksum')).toEqual([
      { ok: false, problem: 'organizationChecksum', canOverride: true },
    ])
    expect(inner.filter((check) => check.ok)).toEqual([])
  })

  it('is valid when made of valid parts', () => {
    fc.assert(
      fc.property(synthetic, (code) => {
        expect(checkUnifiedSocialCreditCode(code)).toMatchObject({ ok: true, value: code })
      }),
    )
  })

  it('is broken by changing one character', () => {
    fc.assert(
      fc.property(synthetic, fc.nat(17), fc.constantFrom(...CHARACTERS), (code, position, character) => {
        fc.pre(code.charAt(position) !== character)
        expect(checkUnifiedSocialCreditCode(code.slice(0, position) + character + code.slice(position + 1)).ok).toBe(
          false,
        )
      }),
    )
  })

  it('is broken by swapping two different neighbours', () => {
    fc.assert(
      fc.property(synthetic, fc.nat(16), (code, position) => {
        const [left, right] = [code.charAt(position), code.charAt(position + 1)]
        fc.pre(left !== right)
        const swapped = code.slice(0, position) + right + left + code.slice(position + 2)
        expect(checkUnifiedSocialCreditCode(swapped).ok).toBe(false)
      }),
    )
  })
})
