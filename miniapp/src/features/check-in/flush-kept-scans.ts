import { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { useSession } from '../../api'
import { onNetworkChange } from '../../platform/network'
import { keptScans } from './outbox'
import { settlePlaceConsent } from './place-consent'

/** A server in trouble, or one that asked us to slow down, is tried again after this long. */
const RETRY_MS = 20_000

/** Sends kept scans when the app comes to the front, when the network returns, after signing in, and now and then. */
export function useFlushKeptScans(): void {
  const accountId = useSession(({ session }) => session?.account.id)
  useDidShow(() => void keptScans.flush())
  useEffect(() => {
    if (!accountId) return
    void keptScans.flush()
    void settlePlaceConsent()
    const stop = onNetworkChange((online) => {
      if (online) void keptScans.flush()
    })
    const timer = setInterval(() => {
      if (keptScans.items().some(({ state }) => state === 'waiting')) void keptScans.flush()
    }, RETRY_MS)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [accountId])
}
