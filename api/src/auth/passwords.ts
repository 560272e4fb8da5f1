import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { tooManyRequests } from '../http/problem'

/** Argon2id (the library's default) as OWASP advises: 19 MiB, two passes, one lane; about 20 ms of one core. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing takes a core and 19 MiB each: two at a time leave the others' requests their turn. */
const AT_ONCE = 2
const LONGEST_QUEUE = 200

const limit = pLimit(AT_ONCE)

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (limit.activeCount + limit.pendingCount >= AT_ONCE + LONGEST_QUEUE) throw tooManyRequests(5)
  return limit(work)
}

export const hashPassword = (password: string) => inTurn(() => hash(password, OPTIONS))

let decoy: Promise<string> | undefined

/** Without a hash (no such account) it takes the same time and answers no. */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const compared = passwordHash ?? (await decoy)
  const isRight = await inTurn(() => verify(compared, password))
  return isRight && passwordHash !== null
}
