import type { MySession } from '@jijiao/shared/attendance'
import { api, type Remote, type RemotePages, useRemote, useRemotePages } from '../../api'
import { dayOf, today } from '../calendar'

const MOST_A_PAGE = 100

/** My roll calls with my marks, newest first; of one class, or of all. */
export function useMySessions(classId?: string): RemotePages<MySession> {
  return useRemotePages(
    `my-sessions:${classId ?? 'all'}`,
    (cursor) => api.attendance.listMySessions({ query: { cursor, classId } }),
    { isKept: true },
  )
}

export type TodaysSessions = {
  /** A code is shown now. */
  readonly open: readonly MySession[]
  /** Planned for later today. */
  readonly planned: readonly MySession[]
}

/** What can be, or will be, checked in to today, the earliest first. */
export function useTodaysSessions(): Remote<TodaysSessions> {
  const load = async () => {
    const [open, planned] = await Promise.all([loadAll('open'), loadAll('planned')])
    return { open: open.reverse(), planned: planned.filter(({ startsAt }) => isToday(startsAt)).reverse() }
  }
  return useRemote(`todays-sessions:${today()}`, load, { isKept: true })
}

const isToday = (instant: string) => dayOf(instant) === today()

async function loadAll(state: 'open' | 'planned'): Promise<MySession[]> {
  const all: MySession[] = []
  let cursor: string | undefined
  do {
    const page = await api.attendance.listMySessions({ query: { state, cursor, limit: MOST_A_PAGE } })
    all.push(...page.data)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return all
}
