import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkResidentId, RESIDENT_ID_MESSAGES, RESIDENT_ID_PROBLEMS, synthesizeResidentId } from '.'

const on = new Date('2026-03-01T04:00:00Z')
const problemOf = (value: string, expected: Partial<Parameters<typeof checkResidentId>[1]> = {}) => {
  const check = checkResidentId(value, { on, ...expected })
  return check.ok ? undefined : check.problem
}

const synthetic = fc
  .record({
    regionCode: fc.integer({ min: 0, max: 999_999 }).map((code) => String(code).padStart(6, '0')),
    birthDate: fc
      .date({ min: new Date('1900-01-01'), max: new Date('2026-02-28'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map((parts) => ({ ...parts, id: synthesizeResidentId(parts) }))

describe('a resident ID number', () => {
  it.each([
    ['11010519491231002X', { birthDate: '1949-12-31', sex: '2', regionCode: '110105', isResidencePermit: false }],
    ['442000200002290129', { birthDate: '2000-02-29', sex: '2', regionCode: '442000', isResidencePermit: false }],
    ['810000199001010019', { birthDate: '1990-01-01', sex: '1', regionCode: '810000', isResidencePermit: true }],
    ['440524188001010014', { birthDate: '1880-01-01', sex: '1', regionCode: '440524', isResidencePermit: false }],
  ])('%s is valid and read', (value, parts) => {
    expect(checkResidentId(value, { on })).toEqual({ ok: true, value, ...parts })
  })

  it.each([
    ['441900199902300014', 'date'],
    ['44190019990101001X', 'checksum'],
    ['', 'length'],
    ['110105491231002', 'length'],
    ['11010519491231002XX', 'length'],
    ['X1010519491231002X', 'charset'],
    ['11010519491231002Y', 'charset'],
    ['１１０１０５１９４９１２３１００２五', 'charset'],
  ])('%s is refused: %s', (value, problem) => {
    expect(problemOf(value)).toBe(problem)
  })

  it('is understood with a small x, full-width digits, spaces and invisible characters', () => {
    for (const typed of [
      '11010519491231002x',
      '１１０１０５１９４９１２３１００２ｘ',
      ' 110105 19491231 002X　',
      '\u202d11010519491231002X\u202c',
    ]) {
      expect(checkResidentId(typed, { on })).toMatchObject({ ok: true, value: '11010519491231002X' })
    }
  })

  it('is born today at the latest, by the calendar of China', () => {
    const id = synthesizeResidentId({ regionCode: '441900', birthDate: '2026-03-02', sequence: 1 })
    expect(problemOf(id, { on: new Date('2026-03-01T15:59:59Z') })).toBe('date')
    expect(problemOf(id, { on: new Date('2026-03-01T16:00:00Z') })).toBeUndefined()
  })

  it('must agree with the sex and the birth date that were stated', () => {
    expect(problemOf('11010519491231002X', { sex: '1' })).toBe('sexMismatch')
    expect(problemOf('11010519491231002X', { birthDate: '1949-12-30' })).toBe('birthMismatch')
    expect(problemOf('11010519491231002X', { sex: '2', birthDate: '1949-12-31' })).toBeUndefined()
    expect(problemOf('11010519491231002X', { sex: '9', birthDate: null })).toBeUndefined()
  })

  it('is valid in any region once its check character is right', () => {
    fc.assert(
      fc.property(synthetic, ({ id, birthDate, regionCode, sequence }) => {
        expect(checkResidentId(id, { on })).toMatchObject({
          ok: true,
          birthDate,
          regionCode,
          sex: sequence % 2 === 1 ? '1' : '2',
        })
      }),
    )
  })

  it('is broken by changing one digit', () => {
    fc.assert(
      fc.property(synthetic, fc.nat(16), fc.integer({ min: 1, max: 9 }), ({ id }, position, shift) => {
        const digit = (Number(id.charAt(position)) + shift) % 10
        expect(problemOf(id.slice(0, position) + digit + id.slice(position + 1))).toMatch(/^(date|checksum)$/)
      }),
    )
  })

  it('is broken by swapping two different neighbours', () => {
    fc.assert(
      fc.property(synthetic, fc.nat(15), ({ id }, position) => {
        const [left, right] = [id.charAt(position), id.charAt(position + 1)]
        fc.pre(left !== right)
        expect(problemOf(id.slice(0, position) + right + left + id.slice(position + 2))).toMatch(/^(date|checksum)$/)
      }),
    )
  })

  it('never throws, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        expect(typeof checkResidentId(typed, { on }).ok).toBe('boolean')
      }),
    )
  })

  it('is not made of parts that cannot be in one', () => {
    const parts = { regionCode: '441900', birthDate: '1990-01-01', sequence: 1 }
    expect(() => synthesizeResidentId({ ...parts, birthDate: '1999-02-30' })).toThrow(RangeError)
    expect(() => synthesizeResidentId({ ...parts, sequence: 1000 })).toThrow(RangeError)
    expect(() => synthesizeResidentId({ ...parts, regionCode: '4419' })).toThrow(RangeError)
  })

  it('has a Chinese message for each problem', () => {
    for (const problem of RESIDENT_ID_PROBLEMS) expect(RESIDENT_ID_MESSAGES[problem]).toMatch(/请/)
  })
})
