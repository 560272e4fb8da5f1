import { randomBytes } from 'node:crypto'
import { checkInLink, codeFromText, SLOT_SECONDS } from '@jijiao/shared/attendance'
import { describe, expect, it } from 'vitest'
import { createCheckInCodes, isCurrentSlot, slotAt, slotEnd, slotStart } from './code'

const sessionId = '65f0c0ffee65f0c0ffee65f0'
const now = Date.parse('2026-03-02T01:00:03.000Z')
const key = randomBytes(32)
const codes = createCheckInCodes(key)

describe('the rotating code', () => {
  it('is read back as the session and slot it was made for', () => {
    const slot = slotAt(now)
    expect(codes.read(codes.codeOf(sessionId, slot))).toEqual({ sessionId, slot })
  })

  it('is the same in every process that has the key, and worthless under another key', () => {
    const slot = slotAt(now)
    expect(createCheckInCodes(key).codeOf(sessionId, slot)).toBe(codes.codeOf(sessionId, slot))
    expect(createCheckInCodes(randomBytes(32)).read(codes.codeOf(sessionId, slot))).toBeNull()
  })

  it('is refused when any single character is changed', () => {
    const code = codes.codeOf(sessionId, slotAt(now))
    for (let index = 0; index < code.length; index += 1) {
      const changed = `${code.slice(0, index)}${code[index] === 'A' ? 'B' : 'A'}${code.slice(index + 1)}`
      expect(codes.read(changed), `character ${index}`).toBeNull()
    }
  })

  it('is accepted in its slot, the next and the one before, so that a verifier a little behind accepts it', () => {
    const slot = slotAt(now)
    expect(isCurrentSlot(slot, slotStart(slot))).toBe(true)
    expect(isCurrentSlot(slot, slotEnd(slot) + SLOT_SECONDS * 1_000 - 1)).toBe(true)
    expect(isCurrentSlot(slot, slotEnd(slot) + SLOT_SECONDS * 1_000)).toBe(false)
    expect(isCurrentSlot(slot, slotStart(slot) - SLOT_SECONDS * 1_000)).toBe(true)
    expect(isCurrentSlot(slot, slotStart(slot) - SLOT_SECONDS * 1_000 - 1)).toBe(false)
  })

  it('makes a link of at most 62 bytes, which a version 4 QR code holds', () => {
    expect(
      Buffer.byteLength(checkInLink('https://jijiao.example.cn', codes.codeOf(sessionId, slotAt(now)), true)),
    ).toBeLessThanOrEqual(62)
  })

  it('is found in a link, in a percent-encoded link and alone, and in nothing else', () => {
    const code = codes.codeOf(sessionId, slotAt(now))
    const link = checkInLink('https://jijiao.example.cn', code)
    expect(codeFromText(link)).toBe(code)
    expect(codeFromText(encodeURIComponent(link))).toBe(code)
    expect(codeFromText(` ${code}\n`)).toBe(code)
    expect(codeFromText(`${link}?from=wechat`)).toBe(code)
    expect(codeFromText(checkInLink('https://jijiao.example.cn', code, true))).toBe(code)
    expect(codeFromText('https://jijiao.example.cn/u/ABCD')).toBeNull()
    expect(codeFromText('%E0%A4%A')).toBeNull()
    expect(codeFromText('')).toBeNull()
  })
})

describe('the six digits', () => {
  it('match in their own, the previous and the next slot only', () => {
    const slot = slotAt(now)
    const digits = codes.digitsOf(sessionId, slot)
    expect(digits).toMatch(/^\d{6}$/)
    expect(codes.matchDigits(sessionId, digits, slotStart(slot))).toBe(true)
    expect(codes.matchDigits(sessionId, digits, slotStart(slot + 1))).toBe(true)
    expect(codes.matchDigits('65f0c0ffee65f0c0ffee65f1', digits, slotStart(slot))).toBe(false)
  })
})

describe('the screen token', () => {
  it('opens only the session it was made for', () => {
    const token = codes.screenTokenOf(sessionId)
    expect(codes.isScreenToken(sessionId, token)).toBe(true)
    expect(codes.isScreenToken('65f0c0ffee65f0c0ffee65f1', token)).toBe(false)
    expect(codes.isScreenToken(sessionId, `${token}A`)).toBe(false)
    expect(codes.isScreenToken(sessionId, '')).toBe(false)
  })
})
