import { useEffect, useState } from 'react'
import type { RemotePages } from '../../api'
import { ROWS_AT_ONCE } from '../../platform/rows-at-once'
import { scrollToTop } from '../../platform/scroll'

const NOTHING: readonly never[] = []

/** The part of a long list that is drawn, and how to turn to the next: at most as many rows as the platform bears. */
export function useTurning<T>(remote: RemotePages<T>) {
  const [page, setPage] = useState(0)
  const [isWaiting, setWaiting] = useState(false)
  const items: readonly T[] = remote.data ?? NOTHING
  const start = page * ROWS_AT_ONCE
  const shown = items.slice(start, start + ROWS_AT_ONCE)
  const next = start + ROWS_AT_ONCE

  useEffect(() => {
    // Another list, or a shorter one: from the beginning.
    if (page > 0 && shown.length === 0) setPage(0)
  }, [page, shown.length])

  const { hasMore, isLoadingMore, error, loadMore } = remote
  useEffect(() => {
    if (!isWaiting) return
    if (items.length > next) setPage((current) => current + 1)
    if (items.length > next || !hasMore || error) setWaiting(false)
    // Also once more where a load came to nothing, as when a live list was renewed meanwhile.
    else if (!isLoadingMore) loadMore()
  }, [isWaiting, items.length, next, hasMore, isLoadingMore, error, loadMore])

  function turnTo(target: number): void {
    setPage(target)
    scrollToTop()
  }

  function turnNext(): void {
    if (items.length > next) return turnTo(page + 1)
    setWaiting(true)
    scrollToTop()
  }

  const hasNext = items.length > next || (hasMore && shown.length === ROWS_AT_ONCE)
  return {
    shown,
    isNeeded: page > 0 || hasNext,
    pager: {
      from: start + 1,
      to: start + shown.length,
      isPending: isWaiting,
      onPrevious: page > 0 ? () => turnTo(page - 1) : undefined,
      onNext: hasNext ? turnNext : undefined,
    },
  }
}
