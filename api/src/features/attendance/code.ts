import { createHmac, timingSafeEqual } from 'node:crypto'
import { SLOT_SECONDS } from '@jijiao/shared/attendance'

const SESSION_BYTES = 12
const SLOT_BYTES = 4
const MAC_BYTES = 8
const REMEMBERED_CODES = 1_000
const SLOT_MS = SLOT_SECONDS * 1_000
/** A verifier a little behind the one that showed the code must not refuse it. */
const ACCEPTED_SLOTS = [0, -1, 1] as const

export const slotAt = (instantMs: number) => Math.floor(instantMs / SLOT_MS)
export const slotStart = (slot: number) => slot * SLOT_MS
export const slotEnd = (slot: number) => (slot + 1) * SLOT_MS
export const isCurrentSlot = (slot: number, nowMs: number) =>
  ACCEPTED_SLOTS.some((offset) => slotAt(nowMs) + offset === slot)

export type CheckInCodes = {
  codeOf(sessionId: string, slot: number): string
  digitsOf(sessionId: string, slot: number): string
  /** The session and slot of a code that we made; `null` for any other text. Says nothing about its age. */
  read(code: string): { readonly sessionId: string; readonly slot: number } | null
  /** Whether the digits are those of the current, the previous or the next slot. */
  matchDigits(sessionId: string, digits: string, nowMs: number): boolean
  screenTokenOf(sessionId: string): string
  isScreenToken(sessionId: string, token: string): boolean
}

/**
 * Codes are computed, never stored: HMAC(HMAC(key, session), slot). Any number of processes and displays agree, and
 * reloading one disturbs no other.
 */
export function createCheckInCodes(key: Buffer): CheckInCodes {
  const readBefore = new Map<string, { readonly sessionId: string; readonly slot: number }>()
  const secretOf = (sessionId: string) => createHmac('sha256', key).update(`session:${sessionId}`).digest()
  const mac = (sessionId: string, purpose: string) => createHmac('sha256', secretOf(sessionId)).update(purpose).digest()
  const codeMac = (sessionId: string, slot: number) => mac(sessionId, `code:${slot}`).subarray(0, MAC_BYTES)
  const digitsOf = (sessionId: string, slot: number) =>
    String(mac(sessionId, `digits:${slot}`).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
  const screenTokenOf = (sessionId: string) => mac(sessionId, 'screen').subarray(0, 12).toString('base64url')
  const equal = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b)

  return {
    codeOf(sessionId, slot) {
      const head = Buffer.alloc(SESSION_BYTES + SLOT_BYTES)
      head.write(sessionId, 'hex')
      head.writeUInt32BE(slot, SESSION_BYTES)
      return Buffer.concat([head, codeMac(sessionId, slot)]).toString('base64url')
    },
    digitsOf,
    read(code) {
      const known = readBefore.get(code)
      if (known) return known
      const bytes = Buffer.from(code, 'base64url')
      if (bytes.length !== SESSION_BYTES + SLOT_BYTES + MAC_BYTES) return null
      const sessionId = bytes.toString('hex', 0, SESSION_BYTES)
      const slot = bytes.readUInt32BE(SESSION_BYTES)
      if (!equal(bytes.subarray(SESSION_BYTES + SLOT_BYTES), codeMac(sessionId, slot))) return null
      // A whole hall sends the same code: it is verified once, and only what is genuine is remembered.
      if (readBefore.size >= REMEMBERED_CODES) readBefore.clear()
      readBefore.set(code, { sessionId, slot })
      return { sessionId, slot }
    },
    matchDigits: (sessionId, digits, nowMs) =>
      ACCEPTED_SLOTS.map((offset) => digitsOf(sessionId, slotAt(nowMs) + offset)).includes(digits),
    screenTokenOf,
    isScreenToken: (sessionId, token) => equal(Buffer.from(screenTokenOf(sessionId)), Buffer.from(token)),
  }
}
