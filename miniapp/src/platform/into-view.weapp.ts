import { useRef } from 'react'

/** WeChat scrolls a whole page only: forms go to its top themselves. */
export function useIntoView(_shown: string | undefined) {
  return useRef(null)
}
