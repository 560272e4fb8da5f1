import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { tooManyRequests } from './problem'

export type RequestLimits = {
  /** Nobody's phone needs more; a runaway client is slowed, its colleagues are not. */
  ofAccount(accountId: string): Promise<void>
  /** Only for requests without a valid token: a hall of hundreds is one address. */
  ofAddress(address: string): Promise<void>
}

/**
 * A guard of each process against floods. What guards a secret (passwords, six digits) is counted in the database
 * instead, where all processes see it.
 */
export function createRequestLimits(): RequestLimits {
  const account = new RateLimiterMemory({ points: 200, duration: 10 })
  const address = new RateLimiterMemory({ points: 2_000, duration: 10 })
  const consume = async (limiter: RateLimiterMemory, key: string) => {
    try {
      await limiter.consume(key)
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal
      throw tooManyRequests((refusal as RateLimiterRes).msBeforeNext / 1_000)
    }
  }
  return {
    ofAccount: (accountId) => consume(account, accountId),
    ofAddress: (ip) => consume(address, ip),
  }
}
