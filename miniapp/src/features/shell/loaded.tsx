import { Text } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Remote, RemotePages } from '../../api'
import { goBack } from '../../platform/navigation'
import { Banner, Button, ErrorState, Pager, Skeleton } from '../../ui'
import { Absent } from './absent'
import { useTurning } from './use-turning'

type LoadedProps<T> = { readonly remote: Remote<T>; readonly children: (data: T) => ReactNode }

/** What was loaded; until then grey lines, or why it could not be loaded. What is already there stays while it is renewed. */
export function Loaded<T>({ remote, children }: LoadedProps<T>) {
  if (remote.data === undefined) return remote.error ? <NotLoaded remote={remote} /> : <Skeleton />
  return (
    <>
      {remote.error && (
        <Banner tone="warn" icon="alert">
          {`没有更新成功，显示的是上次的内容：${remote.error}`}
        </Banner>
      )}
      {children(remote.data)}
    </>
  )
}

/** What is not there, or not for this person, will not be there at the next attempt either. */
function NotLoaded({ remote }: { readonly remote: Remote<unknown> }) {
  const message = remote.error ?? ''
  const retry = () => void remote.reload()
  switch (remote.fault) {
    case 'absent':
      return <Absent message={message} />
    case 'denied':
      return (
        <ErrorState icon="shield" title="您不能办理这项业务" message={message}>
          <Button kind="secondary" onPress={goBack}>
            返回
          </Button>
        </ErrorState>
      )
    case 'offline':
      return <ErrorState icon="wifi-off" title="没有连上网络" message={message} onRetry={retry} />
    default:
      return <ErrorState message={message} onRetry={retry} />
  }
}

type LoadedPagesProps<T> = {
  readonly remote: RemotePages<T>
  readonly empty: ReactNode
  readonly children: (items: readonly T[]) => ReactNode
}

/** A list in pages, with what stands there when it has nothing. A long one is turned like a book, to stay quick. */
export function LoadedPages<T>({ remote, empty, children }: LoadedPagesProps<T>) {
  const turning = useTurning(remote)
  return (
    <Loaded remote={remote}>
      {(items) => (
        <>
          {items.length === 0 ? empty : children(turning.shown)}
          {turning.isNeeded && <Pager {...turning.pager} />}
          {!turning.isNeeded && remote.hasMore && (
            <Button kind="plain" pending={remote.isLoadingMore} pendingText="正在加载…" onPress={remote.loadMore}>
              加载更多
            </Button>
          )}
          {!turning.isNeeded && !remote.hasMore && items.length > 20 && (
            <Text className="ui-soft ui-list-end-note">已经全部显示</Text>
          )}
        </>
      )}
    </Loaded>
  )
}
