import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeForPattern, isWellFormedText, normalizeSearchText } from '.'

describe('a well-formed text', () => {
  it.each(['张三', 'O’Neil', '阿卜杜拉·买买提', '𠮷田', '龘\u{e0100}', '', '👩‍🏫'])('may be %s', (text) => {
    expect(isWellFormedText(text)).toBe(true)
    expect(isWellFormedText(text, { multiline: true })).toBe(true)
  })

  it.each(['a\0b', 'a\u0007', 'a\u007f', 'a\u0085b', '\ud842', 'a\udfb7b', '张\u202e三', '\u2066a'])(
    'is never %j',
    (text) => {
      expect(isWellFormedText(text)).toBe(false)
      expect(isWellFormedText(text, { multiline: true })).toBe(false)
    },
  )

  it.each(['张三\r\nSet-Cookie: a', 'a\nb', 'a\tb', 'a\u2028b'])('has %j in several lines only', (text) => {
    expect(isWellFormedText(text)).toBe(false)
    expect(isWellFormedText(text, { multiline: true })).toBe(true)
  })

  it('never has a lone surrogate', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0xd7f0, max: 0xe010 }).map((c) => String.fromCharCode(c)) }),
        (text) => {
          expect(isWellFormedText(text)).toBe(Buffer.from(text).toString() === text)
        },
      ),
    )
  })
})

describe('search text', () => {
  it('is in one form however it was typed', () => {
    expect(normalizeSearchText('　ＡＢＣ１２３  东莞\t市 ')).toBe('abc123 东莞 市')
    expect(normalizeSearchText('ﬁ①㈱')).toBe('fi1(株)')
  })

  it('does not change when it is normalized again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalizeSearchText(text)
        expect(normalizeSearchText(once)).toBe(once)
      }),
    )
  })

  it('matches itself and nothing else as a pattern', () => {
    expect(new RegExp(escapeForPattern('.*')).test('abc')).toBe(false)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const flags of ['', 'u', 'i']) {
          expect(new RegExp(`^${escapeForPattern(text)}$`, flags).test(text)).toBe(true)
        }
        expect(new RegExp(`^${escapeForPattern(text)}$`).test(`${text}a`)).toBe(false)
      }),
    )
  })
})
