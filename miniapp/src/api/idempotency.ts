import { randomHex } from '../platform/random'
import { isWorthRetrying } from './sentences'

/**
 * Gives each intent of a person one `Idempotency-Key`: pressing again after a lost answer repeats the same key, so
 * that nothing is written twice; changed content, or a definite answer, begins a new one.
 */
export function createSubmission(): <T>(content: unknown, act: (idempotencyKey: string) => Promise<T>) => Promise<T> {
  let open: { content: string; key: string } | null = null
  return async (content, act) => {
    const text = JSON.stringify(content)
    if (open?.content !== text) open = { content: text, key: await randomHex(16) }
    try {
      const result = await act(open.key)
      open = null
      return result
    } catch (error) {
      if (!isWorthRetrying(error)) open = null
      throw error
    }
  }
}
