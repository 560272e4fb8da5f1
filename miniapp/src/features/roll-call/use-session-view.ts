import type { SessionView } from '@jijiao/shared/attendance'
import { api, type Remote, useRemote } from '../../api'
import { usePolling } from '../../platform/use-visible'

const REFRESH_MS = 3000

/** One roll call; while it is open its counts are live. */
export function useSessionView(sessionId: string): Remote<SessionView> {
  const remote = useRemote(`session:${sessionId}`, () => api.attendance.getSession({ params: { sessionId } }))
  usePolling(remote.reload, REFRESH_MS, remote.data?.state === 'open')
  return remote
}
