import type { MessageView } from '@jijiao/shared/messages'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty, FormError, List, ListItem, StatusTag, Tabs, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { useAction } from '../decisions'
import { LoadedPages } from '../shell'
import { useUnread } from '../unread'
import { targetOf } from './message-page'

type Shown = 'all' | 'unread'

/** What the system has told me, newest first; a tap reads it and leads to what it is about. */
export function Inbox() {
  const [shown, setShown] = useState<Shown>('all')
  const unread = useUnread()
  const messages = useRemotePages(
    `messages:${shown}`,
    (cursor) => api.messages.list({ query: { isUnread: shown === 'unread' ? 'true' : undefined, cursor } }),
    { isKept: shown === 'all' },
  )
  const count = unread.data?.count ?? 0
  const reload = async () => void (await Promise.all([messages.reload(), unread.reload()]))

  async function read(message: MessageView): Promise<void> {
    const target = targetOf(message)
    // Where it cannot be marked it stays unread; that keeps nobody from what it is about.
    const marked = message.readAt ? undefined : api.messages.read({ params: { messageId: message.id } })
    if (target) open(target.page, target.query)
    await marked?.catch(() => undefined)
    if (marked) await reload()
  }

  return (
    <>
      <Tabs
        label="消息"
        value={shown}
        options={[
          { value: 'all', label: '全部' },
          { value: 'unread', label: count > 0 ? `未读 ${count > 99 ? '99+' : count}` : '未读' },
        ]}
        onChange={setShown}
      />
      <LoadedPages remote={messages} empty={<NoMessages shown={shown} />}>
        {(items) => (
          <>
            {count > 0 && messages.data?.[0] && <ReadAll upToId={messages.data[0].id} onRead={reload} />}
            <List>
              {items.map((message) => (
                <MessageLine key={message.id} message={message} onRead={() => void read(message)} />
              ))}
            </List>
          </>
        )}
      </LoadedPages>
    </>
  )
}

function MessageLine({ message, onRead }: { readonly message: MessageView; readonly onRead: () => void }) {
  const { title, body, sentAt, readAt } = message
  const isUnread = readAt === null
  const leads = targetOf(message) !== null
  const line = {
    title: <Text className={isUnread ? 'ui-strong' : undefined}>{title}</Text>,
    note: (
      <View>
        <View>{body}</View>
        <View>{dayAndClock(sentAt)}</View>
      </View>
    ),
    end: isUnread ? <StatusTag tone="info">未读</StatusTag> : undefined,
  }
  return <ListItem {...line} onPress={leads || isUnread ? onRead : undefined} />
}

function ReadAll({ upToId, onRead }: { readonly upToId: string; readonly onRead: () => Promise<void> }) {
  const { isPending, message, run } = useAction()

  async function readAll(): Promise<void> {
    await run(upToId, async () => {
      await api.messages.readAll({ body: { upToId } })
      toast('已全部标为已读')
      await onRead()
    })
  }

  return (
    <>
      <FormError message={message} />
      <Button kind="plain" icon="check" pending={isPending} onPress={() => void readAll()}>
        全部标为已读
      </Button>
    </>
  )
}

function NoMessages({ shown }: { readonly shown: Shown }) {
  return shown === 'unread' ? (
    <Empty icon="check" title="没有未读消息" />
  ) : (
    <Empty icon="bell" title="还没有消息" note="开班、请假答复、学时认定和证书等消息，会显示在这里。" />
  )
}
