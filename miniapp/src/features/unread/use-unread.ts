import { useEffect } from 'react'
import { api, type Remote, useRemote, useSession } from '../../api'
import { showUnread } from '../../platform/unread-badge'

/** How many messages the person has not read; the tab bar shows it, too. */
export function useUnread(): Remote<{ readonly count: number }> {
  const isPerson = useSession(({ session }) => session !== null && !session.unitAccountOf)
  const unread = useRemote(isPerson ? 'unread-messages' : null, () => api.messages.unreadCount())
  const count = isPerson ? unread.data?.count : 0
  useEffect(() => {
    if (count !== undefined) showUnread(count)
  }, [count])
  return unread
}
