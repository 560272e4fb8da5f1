import Taro, { useDidHide, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { useRef } from 'react'
import useSWR from 'swr'
import useSWRInfinite from 'swr/infinite'
import { type Fault, faultOf } from './fault'
import { keepAnswer, keptAnswer } from './kept-answers'
import { errorSentence } from './sentences'
import { useIdentity } from './session'

export type Remote<T> = {
  readonly data: T | undefined
  /** Why it could not be loaded; with `data`, why it could not be refreshed. */
  readonly error: string | undefined
  /** What kind of error it was: whether trying again can help. */
  readonly fault: Fault | undefined
  readonly isLoading: boolean
  readonly reload: () => Promise<void>
}

type RemoteOptions = {
  /**
   * The device keeps the answer until the person signs out: it is there at once, and without network. For one's own
   * things only, never for other people's.
   */
  readonly isKept?: boolean
}

/**
 * Something of the server's, kept between pages and loaded afresh when a page is opened, returned to, pulled down or
 * asked to.
 * `key` names it; what one identity has loaded is never shown to another. A null key loads nothing.
 */
export function useRemote<T>(
  key: string | null,
  load: () => Promise<T>,
  { isKept = false }: RemoteOptions = {},
): Remote<T> {
  const identity = useIdentity()
  const kept = useKept<T>(isKept && key !== null ? `${identity}:${key}` : null)
  const { data, error, isLoading, mutate } = useSWR<T, unknown>(key === null ? null : [identity, key], load, {
    shouldRetryOnError: false,
    fallbackData: kept.before,
    onSuccess: kept.keep,
  })
  const reload = async () => {
    await mutate().catch(() => undefined)
  }
  useRefresh(reload)
  return { data, ...complaintOf(error), isLoading, reload }
}

function complaintOf(error: unknown): Pick<Remote<unknown>, 'error' | 'fault'> {
  if (error === undefined) return { error: undefined, fault: undefined }
  return { error: errorSentence(error), fault: faultOf(error) }
}

/** What the device has kept under this name, read once a page, and how to keep the next answer. */
function useKept<T>(name: string | null) {
  const read = useRef<{ readonly name: string | null; readonly before: T | undefined }>()
  if (read.current?.name !== name) {
    read.current = { name, before: name === null ? undefined : keptAnswer<T>(name) }
  }
  return {
    before: read.current?.before,
    keep: (answer: T) => {
      if (name !== null) keepAnswer(name, answer)
    },
  }
}

type PageOf<T> = { readonly data: readonly T[]; readonly nextCursor: string | null }

export type RemotePages<T> = Remote<readonly T[]> & {
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly loadMore: () => void
}

/** A list in pages: the next one comes when the end of the page is reached. */
export function useRemotePages<T>(
  key: string | null,
  load: (cursor: string | undefined) => Promise<PageOf<T>>,
  { isKept = false }: RemoteOptions = {},
): RemotePages<T> {
  const identity = useIdentity()
  const kept = useKept<PageOf<T>>(isKept && key !== null ? `${identity}:${key}` : null)
  const { data, error, isLoading, isValidating, size, setSize, mutate } = useSWRInfinite<PageOf<T>, unknown>(
    (index, previous: PageOf<T> | null) => {
      if (key === null || (index > 0 && !previous?.nextCursor)) return null
      return [identity, key, previous?.nextCursor]
    },
    ([, , cursor]: [string, string, string | undefined]) => load(cursor),
    {
      shouldRetryOnError: false,
      revalidateOnMount: true,
      fallbackData: kept.before && [kept.before],
      onSuccess: ([first]) => {
        if (first) kept.keep(first)
      },
    },
  )
  const hasMore = Boolean(data?.[data.length - 1]?.nextCursor)
  const isLoadingMore = isValidating && (data?.length ?? 0) < size
  const inTurn = useTurns()
  const isAsked = useRef(false)
  const loadMore = () => {
    if (!hasMore || isLoadingMore || isAsked.current) return
    isAsked.current = true
    void inTurn(() => setSize(size + 1)).finally(() => {
      isAsked.current = false
    })
  }
  const reload = async () => {
    await inTurn(() => mutate())
  }
  useReachBottom(loadMore)
  useRefresh(reload)
  return {
    data: data?.flatMap((page) => page.data),
    ...complaintOf(error),
    isLoading,
    hasMore,
    isLoadingMore,
    loadMore,
    reload,
  }
}

/** One after the other: SWR drops the answers of both when the next page is asked for while the list is loaded afresh. */
function useTurns() {
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return (work: () => Promise<unknown>): Promise<unknown> => {
    last.current = last.current.then(work).catch(() => undefined)
    return last.current
  }
}

/** Reloads when the page is pulled down, and when the person returns to it: elsewhere they may have changed things. */
function useRefresh(reload: () => Promise<void>): void {
  const wasLeft = useRef(false)
  useDidHide(() => {
    wasLeft.current = true
  })
  useDidShow(() => {
    if (wasLeft.current) void reload()
    wasLeft.current = false
  })
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
}
