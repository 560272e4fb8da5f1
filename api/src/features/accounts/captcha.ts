import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { CAPTCHA_DIFFICULTY_BITS, CAPTCHA_SECONDS, captchaMessage, leadingZeroBits } from '@jijiao/shared/accounts'
import { Schema } from 'mongoose'
import { defineModel } from '../../db/model'
import { isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'

/** `_id` is a challenge that has been used. Unused ones are stored nowhere. */
type UsedChallenge = { _id: string; expiresAt: Date }

export const usedChallengeModel = defineModel(
  'UsedChallenge',
  new Schema<UsedChallenge>(
    { _id: { type: String, required: true }, expiresAt: { type: Date, required: true } },
    { collection: 'usedChallenges', versionKey: false },
  ).index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
)

type CaptchaDeps = Pick<Deps, 'db' | 'clock' | 'secrets'>

/**
 * Work instead of a picture: nobody need see, hear or hurry, and asking a thousand times costs a thousand times as much.
 * A challenge is `<expiry>.<nonce>.<HMAC>`.
 */
export function createChallenge({ clock, secrets }: Pick<CaptchaDeps, 'clock' | 'secrets'>): string {
  const claim = `${clock.now() + CAPTCHA_SECONDS * 1_000}.${randomBytes(12).toString('base64url')}`
  return `${claim}.${macOf(secrets.tokenKey, claim)}`
}

export type CaptchaProof = { readonly challenge: string; readonly solution: string }

/** Uses up a solved challenge. Too old, made up, unsolved and used before are answered alike. */
export async function useCaptcha(deps: CaptchaDeps, { challenge, solution }: CaptchaProof): Promise<void> {
  const refused = new Problem('captcha_wrong', {
    errors: [{ pointer: '#/captcha', detail: '安全验证没有通过或已过期，请重新验证' }],
  })
  const [, claim = '', expiry = '', mac = ''] = /^((\d{13})\.[\w-]{16})\.([\w-]{43})$/.exec(challenge) ?? []
  const isOwn = claim !== '' && timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(deps.secrets.tokenKey, claim)))
  if (!isOwn || Number(expiry) <= deps.clock.now()) throw refused
  const digest = createHash('sha256').update(captchaMessage(challenge, solution)).digest()
  if (leadingZeroBits(digest) < CAPTCHA_DIFFICULTY_BITS) throw refused
  try {
    await usedChallengeModel(deps.db).create({ _id: claim, expiresAt: new Date(Number(expiry)) })
  } catch (error) {
    throw isDuplicateKey(error) ? refused : error
  }
}

function macOf(tokenKey: Buffer, claim: string): string {
  const key = Buffer.from(hkdfSync('sha256', tokenKey, '', 'jijiao captcha', 32))
  return createHmac('sha256', key).update(claim).digest('base64url')
}
