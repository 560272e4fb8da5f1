import { describe, expect, it } from 'vitest'
import { synthesizeResidentId } from '../identifiers'
import { legacyCodeKey, legacyNameKey, legacyNumberKey, legacyResidentId } from './matching'

describe('the old system and today', () => {
  it('write a name in many ways', () => {
    const ways = [
      '东莞市松湖中学（东校区）',
      '东莞市松湖中学(东校区)',
      ' 东莞市松湖中学 〔东校区〕',
      '东莞市松湖中学东校区',
    ]
    expect(new Set(ways.map(legacyNameKey)).size).toBe(1)
    expect(legacyNameKey('ＡＢＣ公司')).toBe(legacyNameKey('abc公司'))
    expect(legacyNameKey('东莞市松湖中学西校区')).not.toBe(legacyNameKey('东莞市松湖中学东校区'))
  })

  it('have one code, with or without hyphen, alone or within a unified code', () => {
    const ways = ['12345678-8', '123456788', '１２３４５６７８－８', '12440000123456788B', '12440000123456788b ']
    expect(new Set(ways.map(legacyCodeKey))).toEqual(new Set(['123456788']))
  })

  it('know ID numbers of 15 digits', () => {
    const now = synthesizeResidentId({ regionCode: '441900', birthDate: '1968-03-04', sequence: 21 })
    const then = now.slice(0, 6) + now.slice(8, 17)
    expect(then).toHaveLength(15)
    expect(legacyResidentId(then)).toBe(now)
    expect(legacyResidentId(now.toLowerCase())).toBe(now)
    expect(legacyResidentId('441900991399021')).toBe('441900991399021')
  })

  it('write a certificate number with or without dashes', () => {
    expect(legacyNumberKey('粤继教字〔2016〕 第 001-23 号')).toBe(legacyNumberKey('粤继教字[2016]第00123号'))
  })
})
