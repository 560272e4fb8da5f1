import { randomInt, timingSafeEqual } from 'node:crypto'
import {
  PHONE_CODE_INTERVAL_SECONDS,
  PHONE_CODE_SECONDS,
  PHONE_CODE_TRIES,
  type PhoneCodePurpose,
} from '@jijiao/shared/accounts'
import { type ClientSession, Schema, trusted } from 'mongoose'
import { type AttemptLimit, attemptKey, createAttempts } from '../../auth/attempts'
import { defineModel } from '../../db/model'
import { waitingWrites } from '../../db/waiting-writes'
import type { Deps } from '../../deps'
import { Problem, tooManyRequests } from '../../http/problem'

const HOUR_MS = 60 * 60 * 1_000

/** A text message costs money and is a nuisance; an address may be a hall full of people who register. */
const LIMITS = {
  interval: {
    limit: 1,
    windowMs: PHONE_CODE_INTERVAL_SECONDS * 1_000,
    of: 'phone',
    sentence: '验证码刚刚发送过，请一分钟后再获取',
  },
  phone: {
    limit: 10,
    windowMs: 24 * HOUR_MS,
    of: 'phone',
    sentence: '这个手机号今天获取验证码的次数已用完，请明天再试',
  },
  address: {
    limit: 300,
    windowMs: HOUR_MS,
    of: 'address',
    sentence: '当前网络获取验证码太频繁，请稍后再试，或换用其他网络',
  },
} as const satisfies Record<string, AttemptLimit & { readonly of: keyof Destination; readonly sentence: string }>

/** Both as they are counted. */
type Destination = { readonly phone: string; readonly address: string }

/** `_id` is the phone's blind index. The code is kept as a keyed hash: it has only a million values. */
type PhoneCode = { _id: string; codeHash: string; triesLeft: number; expiresAt: Date }

export const phoneCodeModel = defineModel(
  'PhoneCode',
  new Schema<PhoneCode>(
    {
      _id: { type: String, required: true },
      codeHash: { type: String, required: true },
      triesLeft: { type: Number, required: true },
      expiresAt: { type: Date, required: true },
    },
    { collection: 'phoneCodes', versionKey: false },
  ).index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
)

const hashOf = (deps: Pick<Deps, 'vault'>, phone: string, purpose: PhoneCodePurpose, code: string) =>
  deps.vault.blindIndex('phone', `${phone}\0${purpose}\0${code}`)

type PhoneFor = { readonly phone: string; readonly purpose: PhoneCodePurpose }

/** Texts a new code, which replaces the one before, whatever that was for. */
export async function sendPhoneCode(deps: Deps, { phone, purpose }: PhoneFor, address: string): Promise<void> {
  const attempts = createAttempts(deps)
  const _id = deps.vault.blindIndex('phone', phone)
  const taken = await takeAll(attempts, { phone: _id, address })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = new Date(deps.clock.now() + PHONE_CODE_SECONDS * 1_000)
  const stored = { codeHash: hashOf(deps, phone, purpose, code), triesLeft: PHONE_CODE_TRIES, expiresAt }
  await phoneCodeModel(deps.db).updateOne({ _id }, { $set: stored }, { upsert: true })
  try {
    await deps.sms.sendCode(phone, code)
  } catch (error) {
    deps.log.error({ error }, 'a text message could not be sent')
    await Promise.all(taken.map((key) => attempts.giveBack(key)))
    throw new Problem('sms_unavailable')
  }
}

/** Counts the code under every limit; what one of them refuses counts under none. */
async function takeAll(attempts: ReturnType<typeof createAttempts>, to: Destination): Promise<string[]> {
  const taken: string[] = []
  for (const [name, limit] of Object.entries(LIMITS)) {
    const key = attemptKey(`phone-code-${name}`, to[limit.of])
    const attempt = await attempts.take(key, limit)
    if (!attempt.isAllowed) {
      await Promise.all(taken.map((one) => attempts.giveBack(one)))
      throw tooManyRequests(attempt.retryAfterSeconds, 'too_many_requests', limit.sentence)
    }
    taken.push(key)
  }
  return taken
}

export type ProvenCode = { readonly _id: string; readonly codeHash: string }

/** Compares what was typed with what was texted; a wrong guess uses up a try. */
export async function provePhone(deps: Deps, { phone, purpose }: PhoneFor, code: string): Promise<ProvenCode> {
  const Codes = phoneCodeModel(deps.db)
  const _id = deps.vault.blindIndex('phone', phone)
  const usable = { _id, expiresAt: trusted({ $gt: new Date(deps.clock.now()) }), triesLeft: trusted({ $gt: 0 }) }
  const stored = await waitingWrites(() => Codes.findOneAndUpdate(usable, { $inc: { triesLeft: -1 } }).lean())
  const codeHash = hashOf(deps, phone, purpose, code)
  if (!stored || !timingSafeEqual(Buffer.from(stored.codeHash), Buffer.from(codeHash))) {
    throw new Problem('phone_code_wrong', { errors: [{ pointer: '#/phoneCode', detail: '短信验证码不正确或已过期' }] })
  }
  await Codes.updateOne({ _id, codeHash }, { $inc: { triesLeft: 1 } })
  return { _id, codeHash }
}

/** In the transaction of what the code was for: if that fails, the person need not ask for another code. */
export async function usePhoneCode(deps: Pick<Deps, 'db'>, code: ProvenCode, session: ClientSession): Promise<void> {
  const { deletedCount } = await phoneCodeModel(deps.db).deleteOne({ ...code }, { session })
  if (deletedCount === 0) throw new Problem('phone_code_wrong')
}
