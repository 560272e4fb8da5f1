import { waitingWrites } from '../../db/waiting-writes'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type AttendanceMark, markModel } from './attendance.model'

const TRIES = 5

/**
 * What is done about a standing mark holds for the version that was read, and the log tells it so: where somebody
 * else's hand came between (`null`), the mark is looked at anew.
 */
export const settleStanding = <T>(
  deps: Pick<Deps, 'db'>,
  read: AttendanceMark,
  attempt: (mark: AttendanceMark) => Promise<T | null>,
): Promise<T> =>
  waitingWrites(async () => {
    let mark = read
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const settled = await attempt(mark)
      if (settled !== null) return settled
      mark = await markModel(deps.db).findById(read._id).orFail().lean<AttendanceMark>()
    }
    throw new Problem('state_conflict')
  })
