import { isDuplicateKey } from '../../db/transaction'

/** Two who insert the same at once: the second finds it the next time. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return work()
  }
}
