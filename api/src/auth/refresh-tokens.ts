import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export type RefreshClaim = { readonly sessionId: string; readonly generation: number }

const FORM = /^([0-9a-f]{24})\.(\d{1,9})\.([\w-]{43})$/

/**
 * A refresh token is `<session>.<generation>.<HMAC>`. The database holds the sign-in's present generation and nothing a
 * token could be made from; a genuine token of an earlier generation is known as used, and a made-up one as nothing.
 */
export function createRefreshTokens(tokenKey: Buffer) {
  const key = Buffer.from(hkdfSync('sha256', tokenKey, '', 'jijiao refresh token', 32))
  const write = ({ sessionId, generation }: RefreshClaim) => {
    const claim = `${sessionId}.${generation}`
    return `${claim}.${createHmac('sha256', key).update(claim).digest('base64url')}`
  }
  return {
    write,
    read(token: string): RefreshClaim | null {
      const [, sessionId, generation] = FORM.exec(token) ?? []
      if (sessionId === undefined || generation === undefined) return null
      const claim = { sessionId, generation: Number(generation) }
      // Text against text: spare bits of base64url and leading zeros make another text.
      const [given, own] = [Buffer.from(token), Buffer.from(write(claim))]
      return given.length === own.length && timingSafeEqual(given, own) ? claim : null
    },
  }
}
