import type { RollRow, SessionCounts } from '@jijiao/shared/attendance'
import { useReachBottom } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api, errorSentence, type Fault, faultOf, type RemotePages } from '../../api'
import { usePolling } from '../../platform/use-visible'

export const ROLL_FILTERS = ['all', 'arrived', 'missing', 'flagged'] as const
export type RollFilter = (typeof ROLL_FILTERS)[number]

/** As many as WeChat draws at once, so that a page that is turned to is whole. */
const PAGE_SIZE = 40
const REFRESH_MS = 2000

type Page = { readonly data: readonly RollRow[]; readonly nextCursor: string | null; readonly counts: SessionCounts }

export type LiveRoll = RemotePages<RollRow> & { readonly counts: SessionCounts | undefined }

/**
 * The roll, live. What is shown is asked for again and again; the first page tells whether anything has changed (the
 * server answers 304 and the transport hands over the same body), and only then the others are loaded.
 */
export function useLiveRoll(sessionId: string, show: RollFilter): LiveRoll {
  const [pages, setPages] = useState<readonly Page[]>()
  const [failure, setFailure] = useState<{ readonly error: string; readonly fault: Fault }>()
  const [isLoadingMore, setLoadingMore] = useState(false)
  const shown = useRef<readonly Page[]>([])
  // Answers to an older question (another filter, fewer pages) are not shown.
  const question = useRef(0)

  const loadPage = useCallback(
    (cursor: string | undefined): Promise<Page> =>
      api.attendance.getRoll({ params: { sessionId }, query: { show, limit: PAGE_SIZE, cursor } }),
    [sessionId, show],
  )

  const put = useCallback((next: readonly Page[]) => {
    shown.current = next
    setPages(next)
    setFailure(undefined)
  }, [])

  const refresh = useCallback(async () => {
    const asked = ++question.current
    try {
      const first = await loadPage(undefined)
      if (asked !== question.current) return
      if (first === shown.current[0]) {
        setFailure(undefined)
        return
      }
      const next = [first]
      while (next.length < shown.current.length) {
        const cursor = next[next.length - 1]?.nextCursor
        if (!cursor) break
        next.push(await loadPage(cursor))
      }
      if (asked === question.current) put(next)
    } catch (error) {
      if (asked === question.current) setFailure({ error: errorSentence(error), fault: faultOf(error) })
    }
  }, [loadPage, put])

  useEffect(() => {
    shown.current = []
    setPages(undefined)
    setFailure(undefined)
    void refresh()
  }, [refresh])

  // The next page's answer would be one to an older question.
  usePolling(async () => {
    if (!isLoadingMore) await refresh()
  }, REFRESH_MS)

  const nextCursor = pages?.[pages.length - 1]?.nextCursor

  async function loadNext(): Promise<void> {
    if (!nextCursor || isLoadingMore) return
    const asked = ++question.current
    setLoadingMore(true)
    try {
      const page = await loadPage(nextCursor)
      if (asked === question.current) put([...shown.current, page])
    } catch (error) {
      if (asked === question.current) setFailure({ error: errorSentence(error), fault: faultOf(error) })
    } finally {
      setLoadingMore(false)
    }
  }

  useReachBottom(() => void loadNext())

  return {
    data: pages?.flatMap(({ data }) => data),
    counts: pages?.[0]?.counts,
    error: failure?.error,
    fault: failure?.fault,
    isLoading: pages === undefined && failure === undefined,
    hasMore: Boolean(nextCursor),
    isLoadingMore,
    loadMore: () => void loadNext(),
    reload: refresh,
  }
}
