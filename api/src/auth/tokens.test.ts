import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import type { AccountActor } from './actor'
import { ACCESS_TOKEN_SECONDS, createAccessTokens } from './tokens'

const key = randomBytes(32)
const NOW = Date.parse('2026-03-02T01:00:00.000Z')
const tokens = createAccessTokens(key, () => NOW)

const actor: AccountActor = {
  accountId: 'a'.repeat(24),
  sessionId: 'b'.repeat(24),
  isRealName: true,
  traineeId: null,
  actingAs: {
    organizationId: 'c'.repeat(24),
    operatorId: 'd'.repeat(24),
    kind: 'unit',
    grants: ['operate'],
    needsRoleApplication: false,
  },
}
const good = tokens.sign(actor)
const payload = jwt.decode(good) as jwt.JwtPayload

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
/** Signed with the right key, whatever its header and payload say. */
function forge(header: object, body: object, signingKey = key, hash = 'sha256') {
  const text = `${encode(header)}.${encode(body)}`
  return `${text}.${createHmac(hash, signingKey).update(text).digest('base64url')}`
}
const header = { alg: 'HS256', typ: 'at+jwt' }
const without = (name: string) => Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))

describe('an access token', () => {
  it('tells who acts, until it ends', () => {
    expect(tokens.verify(good)).toEqual(actor)
    const later = (seconds: number) => createAccessTokens(key, () => NOW + seconds * 1_000)
    expect(later(ACCESS_TOKEN_SECONDS - 1).verify(good)).toEqual(actor)
    expect(() => later(ACCESS_TOKEN_SECONDS).verify(good)).toThrow()
  })

  it('is what the forgeries below are made of', () => {
    expect(tokens.verify(forge(header, payload))).toEqual(actor)
  })

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const parts = good.split('.')
  const signature = Buffer.from(parts[2] ?? '', 'base64url')
  it.each<[string, string]>([
    ['no token', ''],
    ['no JWT', 'abc'],
    ['no algorithm', `${encode({ ...header, alg: 'none' })}.${encode(payload)}.`],
    ['no algorithm, in capitals', `${encode({ ...header, alg: 'NONE' })}.${encode(payload)}.`],
    ['no algorithm but a signature', forge({ ...header, alg: 'none' }, payload)],
    ['HS512', forge({ ...header, alg: 'HS512' }, payload, key, 'sha512')],
    ['RS256', jwt.sign(payload, privateKey, { algorithm: 'RS256', header: { ...header, alg: 'RS256' } })],
    ['another key', forge(header, payload, randomBytes(32))],
    [
      'a key id that points elsewhere, under another key',
      forge({ ...header, kid: '../../dev/null' }, payload, Buffer.alloc(0)),
    ],
    ['another type', forge({ ...header, typ: 'JWT' }, payload)],
    ['no type', forge({ alg: 'HS256' }, payload)],
    ['another issuer', forge(header, { ...payload, iss: 'elsewhere' })],
    ['no issuer', forge(header, without('iss'))],
    ['another audience', forge(header, { ...payload, aud: 'other-api' })],
    ['no audience', forge(header, without('aud'))],
    ['a subject that is an operator of the database', forge(header, { ...payload, sub: { $ne: null } })],
    ['a grant that does not exist', forge(header, { ...payload, act: { ...payload.act, grants: ['everything'] } })],
    ['a signature cut short', `${parts[0]}.${parts[1]}.${signature.subarray(0, 16).toString('base64url')}`],
    ['a signature cut to nothing', `${parts[0]}.${parts[1]}.`],
    ['another payload under the signature', `${parts[0]}.${encode({ ...payload, rn: false })}.${parts[2]}`],
    ['100 KB', `${good}${'A'.repeat(100_000)}`],
    ['100 KB with a right signature', forge(header, { ...payload, padding: 'x'.repeat(100_000) })],
  ])('is refused with %s', (_name, token) => {
    expect(() => tokens.verify(token)).toThrow(expect.objectContaining({ code: 'session_ended' }))
  })
})
