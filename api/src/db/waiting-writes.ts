import pLimit from 'p-limit'
import { POOL_SIZE } from './connect'

/**
 * For a write without a transaction to what somebody's transaction may hold, where many may come at once, a hall or one
 * client over and over. It keeps its connection while it waits for that transaction, which needs one to end; all of these
 * together leave it enough. Nothing in here may begin a transaction.
 */
export const waitingWrites = pLimit(POOL_SIZE / 2)
