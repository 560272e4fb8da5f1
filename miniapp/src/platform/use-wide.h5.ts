import { useSyncExternalStore } from 'react'

/** From here on there is room for a menu beside the page, and for tables. The styles say the same. */
const wide = window.matchMedia('(min-width: 1024px)')

function subscribe(onChange: () => void): () => void {
  wide.addEventListener('change', onChange)
  return () => wide.removeEventListener('change', onChange)
}

/** Whether the page is on a desk's screen. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches)
}
