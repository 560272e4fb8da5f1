import { createSecretKey, type KeyObject } from 'node:crypto'
import { id } from '@jijiao/shared/http/contract'
import { OPERATOR_GRANTS, ORGANIZATION_KINDS } from '@jijiao/shared/organizations'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { Problem } from '../http/problem'
import type { AccountActor } from './actor'

export const ACCESS_TOKEN_SECONDS = 10 * 60
const ISSUER = 'jijiao'
const AUDIENCE = 'jijiao-api'
const TYPE = 'at+jwt'
const LONGEST_TOKEN = 2_000

const claims = z.object({
  sub: id,
  sid: id,
  rn: z.boolean(),
  trn: id.nullable(),
  act: z
    .object({
      org: id,
      opr: id,
      kind: z.enum(ORGANIZATION_KINDS),
      grants: z.array(z.enum(OPERATOR_GRANTS)),
      /** Only there while the organization needs its role application. */
      new: z.literal(true).optional(),
    })
    .nullable(),
  uni: id.optional(),
})

export type AccessTokens = {
  sign(actor: AccountActor): string
  /** Throws `session_ended` for anything that is not one of our own, current access tokens. */
  verify(token: string): AccountActor
}

/** A `KeyObject` rather than raw bytes: verifying takes 9 µs instead of 344 µs. */
export function createAccessTokens(secret: Buffer, now: () => number): AccessTokens {
  const key: KeyObject = createSecretKey(secret)
  return {
    sign(actor) {
      const acting = actor.actingAs
      const payload = {
        iat: Math.floor(now() / 1000),
        sid: actor.sessionId,
        rn: actor.isRealName,
        trn: actor.traineeId,
        act: acting && {
          org: acting.organizationId,
          opr: acting.operatorId,
          kind: acting.kind,
          grants: acting.grants,
          ...(acting.needsRoleApplication ? { new: true } : {}),
        },
        ...(actor.unitAccountOf === undefined ? {} : { uni: actor.unitAccountOf }),
      }
      return jwt.sign(payload, key, {
        algorithm: 'HS256',
        header: { alg: 'HS256', typ: TYPE },
        subject: actor.accountId,
        issuer: ISSUER,
        audience: AUDIENCE,
        expiresIn: ACCESS_TOKEN_SECONDS,
      })
    },
    verify(token) {
      if (token.length > LONGEST_TOKEN) throw new Problem('session_ended')
      let decoded: jwt.Jwt
      try {
        decoded = jwt.verify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          clockTimestamp: Math.floor(now() / 1000),
          complete: true,
        })
      } catch {
        throw new Problem('session_ended')
      }
      const parsed = claims.safeParse(decoded.payload)
      if (decoded.header.typ !== TYPE || !parsed.success) throw new Problem('session_ended')
      const { sub, sid, rn, trn, act, uni } = parsed.data
      return {
        accountId: sub,
        sessionId: sid,
        isRealName: rn,
        traineeId: trn,
        actingAs: act && {
          organizationId: act.org,
          operatorId: act.opr,
          kind: act.kind,
          grants: act.grants,
          needsRoleApplication: act.new ?? false,
        },
        ...(uni === undefined ? {} : { unitAccountOf: uni }),
      }
    },
  }
}
