import { useEffect, useState } from 'react'
import { isOnline, onNetworkChange } from './network'

/** Whether there is a network at all; true until the device says otherwise. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(true)
  useEffect(() => {
    let isMounted = true
    void isOnline().then((now) => {
      if (isMounted) setOnline(now)
    })
    const stop = onNetworkChange(setOnline)
    return () => {
      isMounted = false
      stop()
    }
  }, [])
  return online
}
