import { hash, verify } from '@node-rs/argon2'
import { tooManyRequests } from '../http/problem'

/** Argon2id (the library's default) as OWASP advises: 19 MiB, two passes, one lane; about 20 ms of one core. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing takes a core and 19 MiB each: two at a time leave the others' requests their turn. */
const AT_ONCE = 2
const LONGEST_QUEUE = 200

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= LONGEST_QUEUE) throw tooManyRequests(5)
  // The slot passes from one to the next without becoming free in between, so nobody overtakes.
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
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
