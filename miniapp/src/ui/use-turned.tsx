import { useCallback, useState } from 'react'
import { ROWS_AT_ONCE } from '../platform/rows-at-once'
import { scrollToTop } from '../platform/scroll'
import { Pager } from './pager'

/**
 * A long list that is already here, turned like a book: what is drawn of it, where that begins, and the pager below it.
 * `weight`: how many rows of a list one item is as heavy as.
 */
export function useTurned<T>(items: readonly T[], weight = 1) {
  const [wanted, setWanted] = useState(0)
  const most = Math.floor(ROWS_AT_ONCE / weight)
  const page = Math.min(wanted, Math.max(0, Math.ceil(items.length / most) - 1))
  const from = page * most
  const shown = items.slice(from, from + most)
  const to = from + shown.length
  const show = useCallback((index: number) => setWanted(Math.floor(index / most)), [most])
  const turnTo = (target: number) => () => {
    setWanted(target)
    scrollToTop()
  }
  return {
    shown,
    from,
    /** Turns to the page of an item. */
    show,
    pager: items.length > most && (
      <Pager
        from={from + 1}
        to={to}
        onPrevious={page > 0 ? turnTo(page - 1) : undefined}
        onNext={to < items.length ? turnTo(page + 1) : undefined}
      />
    ),
  }
}
