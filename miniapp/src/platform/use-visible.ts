import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

/** Whether the page is the one on top and the app is in front. */
export function useVisible(): boolean {
  const [isVisible, setVisible] = useState(true)
  useDidShow(() => setVisible(true))
  useDidHide(() => setVisible(false))
  return isVisible
}

/** Repeats something while the page is visible: the next one begins `pauseMs` after the last has ended. */
export function usePolling(act: () => Promise<void>, pauseMs: number, isActive = true): void {
  const isVisible = useVisible()
  const latest = useRef(act)
  latest.current = act
  const isRunning = isVisible && isActive
  useEffect(() => {
    if (!isRunning) return
    let timer: ReturnType<typeof setTimeout>
    let isStopped = false
    const turn = async () => {
      await latest.current().catch(() => undefined)
      if (!isStopped) timer = setTimeout(turn, pauseMs)
    }
    timer = setTimeout(turn, pauseMs)
    return () => {
      isStopped = true
      clearTimeout(timer)
    }
  }, [isRunning, pauseMs])
}
