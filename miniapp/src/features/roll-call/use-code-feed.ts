import { useEffect, useState } from 'react'
import { api } from '../../api'
import { monotonicNow } from '../../platform/monotonic'
import { useVisible } from '../../platform/use-visible'
import { afterFailure, type CodeFeed, pauseMs, type Received, receivedAt } from './code-feed'

const NOTHING_YET: CodeFeed = { received: null, trouble: null, ended: null, isAbsent: false }

/** The code of a roll call, always of the present slot, with live counts, as long as the page is on top. */
export function useCodeFeed(sessionId: string): CodeFeed {
  const isVisible = useVisible()
  const [feed, setFeed] = useState(NOTHING_YET)
  const isRunning = isVisible && feed.ended === null

  useEffect(() => {
    if (!isRunning) return
    let timer: ReturnType<typeof setTimeout>
    let isStopped = false
    let latest: Received | null = null

    async function turn(): Promise<void> {
      const askedAt = monotonicNow()
      try {
        const code = await api.attendance.getCode({ params: { sessionId } })
        if (isStopped) return
        latest = receivedAt(code, askedAt, monotonicNow())
        setFeed({ ...NOTHING_YET, received: latest })
      } catch (error) {
        if (isStopped) return
        setFeed((current) => afterFailure(current, error))
      }
      timer = setTimeout(() => void turn(), pauseMs(latest, monotonicNow()))
    }

    void turn()
    return () => {
      isStopped = true
      clearTimeout(timer)
    }
  }, [sessionId, isRunning])

  return feed
}

/** The device's stopwatch, four times a second: for a countdown. */
export function useStopwatch(): number {
  const [now, setNow] = useState(monotonicNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(monotonicNow()), 250)
    return () => clearInterval(timer)
  }, [])
  return now
}
