import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createRefreshTokens } from './refresh-tokens'

const claim = { sessionId: '0123456789abcdef01234567', generation: 7 }

describe('a refresh token', () => {
  const tokens = createRefreshTokens(randomBytes(32))
  const token = tokens.write(claim)

  it('names its sign-in and generation', () => {
    expect(tokens.read(token)).toEqual(claim)
  })

  it('is nothing to another key', () => {
    expect(createRefreshTokens(randomBytes(32)).read(token)).toBeNull()
  })

  it('is worth nothing when another generation is written into it', () => {
    expect(tokens.read(token.replace('.7.', '.8.'))).toBeNull()
    expect(tokens.read(token.replace('.7.', '.07.'))).toBeNull()
  })

  it('is worth nothing when cut, lengthened or changed in any character of its MAC, spare bits included', () => {
    const start = token.lastIndexOf('.') + 1
    expect(tokens.read(token.slice(0, -1))).toBeNull()
    expect(tokens.read(`${token}A`)).toBeNull()
    expect(tokens.read(`${token}=`)).toBeNull()
    for (let at = start; at < token.length; at += 1) {
      for (const other of 'ABab01-_') {
        if (token.charAt(at) === other) continue
        expect(tokens.read(token.slice(0, at) + other + token.slice(at + 1))).toBeNull()
      }
    }
  })
})
