import { Text } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Remote, RemotePages } from '../../api'
import { Banner, Button, ErrorState, Skeleton } from '../../ui'

type LoadedProps<T> = { readonly remote: Remote<T>; readonly children: (data: T) => ReactNode }

/** What was loaded; until then grey lines, or why it could not be loaded. What is already there stays while it is renewed. */
export function Loaded<T>({ remote, children }: LoadedProps<T>) {
  if (remote.data === undefined) {
    return remote.error ? <ErrorState message={remote.error} onRetry={() => void remote.reload()} /> : <Skeleton />
  }
  return (
    <>
      {remote.error && (
        <Banner tone="warn" icon="alert">
          {`没有更新成功：${remote.error}`}
        </Banner>
      )}
      {children(remote.data)}
    </>
  )
}

type LoadedPagesProps<T> = {
  readonly remote: RemotePages<T>
  readonly empty: ReactNode
  readonly children: (items: readonly T[]) => ReactNode
}

/** A list in pages, with what stands there when it has nothing. */
export function LoadedPages<T>({ remote, empty, children }: LoadedPagesProps<T>) {
  return (
    <Loaded remote={remote}>
      {(items) => (
        <>
          {items.length === 0 ? empty : children(items)}
          {remote.hasMore && (
            <Button kind="plain" pending={remote.isLoadingMore} pendingText="正在加载…" onPress={remote.loadMore}>
              加载更多
            </Button>
          )}
          {!remote.hasMore && items.length > 20 && <Text className="ui-soft ui-list-end-note">已经全部显示</Text>}
        </>
      )}
    </Loaded>
  )
}
