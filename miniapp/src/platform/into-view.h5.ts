import { useEffect, useRef } from 'react'

/** For what must be seen once it is there: a list or a sheet may have been scrolled far from it. */
export function useIntoView(shown: string | undefined) {
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    if (shown) element.current?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  return element
}
