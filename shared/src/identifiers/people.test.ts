import { describe, expect, it } from 'vitest'
import { checkMobileNumber, maskName, maskPhone, maskResidentId } from '.'

describe('a mobile number', () => {
  it.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '+86 13800138000',
    '0086 138 0013 8000',
    '8613800138000',
    '１３８００１３８０００',
    '\u202d13800138000\u202c',
  ])('%s is understood', (value) => {
    expect(checkMobileNumber(value)).toEqual({ ok: true, value: '13800138000' })
  })

  it.each([
    ['1380013800', 'length'],
    ['076922223333', 'length'],
    ['+852 91234567', 'length'],
    ['1380013800a', 'charset'],
    ['12800138000', 'prefix'],
    ['86138001380', 'prefix'],
  ])('%s is refused: %s', (value, problem) => {
    expect(checkMobileNumber(value)).toEqual({ ok: false, problem })
  })
})

describe('a mask', () => {
  it('hides the birth date of a resident ID number', () => {
    expect(maskResidentId('441900199001010014')).toBe('441900********0014')
    expect(maskResidentId('11010519491231002X')).toBe('110105********002X')
    expect(maskResidentId('110105491231002')).toBe('110105******002')
    expect(maskResidentId('1101')).toBe('****')
  })

  it('hides the middle of a phone number', () => {
    expect(maskPhone('13800138000')).toBe('138****8000')
    expect(maskPhone('22223333')).toBe('******33')
    expect(maskPhone('1')).toBe('*')
  })

  it.each([
    ['张三', '张*'],
    ['张小三', '张*三'],
    ['欧阳小三', '欧**三'],
    ['阿卜杜拉·买买提', '阿******提'],
    ['𠮷田', '𠮷*'],
    ['王𠮷\u{e0100}', '王*'],
    ['王', '*'],
    ['', ''],
  ])('turns the name %s into %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})
