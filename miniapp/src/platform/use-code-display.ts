import { useEffect } from 'react'
import { startCodeDisplay } from './code-display'
import { useVisible } from './use-visible'

/** Keeps the screen awake and bright as long as the page that shows a code is on top. */
export function useCodeDisplay(): void {
  const isVisible = useVisible()
  useEffect(() => {
    if (!isVisible) return
    const started = startCodeDisplay()
    return () => void started.then((stop) => stop())
  }, [isVisible])
}
