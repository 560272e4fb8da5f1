import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passwordFault } from './rules'

describe('a new password', () => {
  it.each(['Xuexi2580', 'a1b2c3d4', 'abc-1a2b', 'AbCx9753', 'Ab!!!123x', '135aceg7', 'ab!"#$12'])(
    'may be %s',
    (password) => {
      expect(passwordFault(password)).toBeNull()
    },
  )

  it.each([
    ['Xx12580', '8–16'],
    ['Xx1258074196374ab', '8–16'],
    ['xuexipassword', '字母和数字'],
    ['2580147036', '字母和数字'],
    ['Xuexi 2580', '空格'],
    ['学习Xuexi258', '英文符号'],
    ['abcdX925', '连续'],
    ['ABcdX925', '连续'],
    ['xu9dcba7', '连续'],
    ['Xuexi1234', '连续'],
    ['Xuexi9876', '连续'],
    ['Xuexi1111', '重复'],
    ['aaaaX925', '重复'],
    ['Xue!!!!25', '重复'],
  ])('is not %s', (password, reason) => {
    expect(passwordFault(password)).toContain(reason)
  })

  it('never holds four in a row wherever they stand', () => {
    const run = fc.constantFrom('abcd', 'wxyz', 'dcba', '0123', '6789', '9876', '1111', 'zzzz', '____')
    const pad = fc.stringMatching(/^[a-z][0-9]$/)
    fc.assert(
      fc.property(pad, run, pad, (before, middle, after) => {
        expect(passwordFault(before + middle + after)).not.toBeNull()
      }),
    )
  })
})
