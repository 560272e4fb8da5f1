import {
  MOST_WEBHOOKS,
  WEBHOOK_STATE_LABELS,
  type WebhookState,
  type WebhookView,
  webhookEventLabel,
} from '@jijiao/shared/webhooks'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { Button, type Column, Empty, Records, StatusTag, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { AppPage, LoadedPages } from '../shell'
import { Deliveries } from './deliveries'
import { type Move, MoveSheet } from './move-sheet'
import { SecretSheet } from './secret-sheet'
import { WebhookSheet } from './webhook-sheet'

type Asking =
  | { readonly what: 'add' }
  | { readonly what: 'edit'; readonly webhook: WebhookView }
  | { readonly what: Move; readonly webhook: WebhookView }

/** 推送订阅: the unit's own systems are told what happens, signed; what was sent can be looked at and sent again. */
export function Webhooks() {
  const remote = useRemotePages('webhooks', (cursor) => api.webhooks.list({ query: { cursor } }))
  const [asking, setAsking] = useState<Asking | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const [openedId, setOpenedId] = useState<string | null>(null)
  const [pings, setPings] = useState(0)
  const webhooks = remote.data ?? []
  const opened = webhooks.find(({ id }) => id === openedId)
  const dismiss = () => setAsking(null)
  const done = (words: string) => {
    setAsking(null)
    toast(words)
    void remote.reload()
  }
  const actionsOf = (webhook: WebhookView) => {
    const ask = (what: 'edit' | Move) => () => setAsking({ what, webhook })
    const { edit, enable, disable, rotateSecret, ping, remove } = webhook.abilities
    return [
      ...(ping ? [{ text: '测试', onPress: ask('ping') }] : []),
      ...(edit ? [{ text: '修改', onPress: ask('edit') }] : []),
      ...(enable ? [{ text: '启用', onPress: ask('enable') }] : []),
      ...(disable ? [{ text: '停用', onPress: ask('disable') }] : []),
      ...(rotateSecret ? [{ text: '更换密钥', onPress: ask('rotateSecret') }] : []),
      ...(remove ? [{ text: '删除', danger: true, onPress: ask('remove') }] : []),
    ]
  }
  const add = webhooks.length < MOST_WEBHOOKS && (
    <Button icon="plus" onPress={() => setAsking({ what: 'add' })}>
      新建订阅
    </Button>
  )
  return (
    <AppPage title="推送订阅" wide footer={add || undefined}>
      <LoadedPages remote={remote} empty={<NoWebhooks />}>
        {(items) => (
          <Records
            label="推送订阅"
            items={items}
            idOf={({ id }) => id}
            nameOf={({ url }) => url}
            columns={COLUMNS}
            renderCard={(webhook) => <WebhookCard webhook={webhook} />}
            onOpen={({ id }) => setOpenedId(id)}
            actionsOf={actionsOf}
          />
        )}
      </LoadedPages>
      {opened && <Deliveries key={opened.id} webhook={opened} pings={pings} />}
      {(asking?.what === 'add' || asking?.what === 'edit') && (
        <WebhookSheet
          existing={asking.what === 'edit' ? asking.webhook : null}
          onSaved={(given) => {
            done('推送订阅已保存')
            setSecret(given)
          }}
          onDismiss={dismiss}
        />
      )}
      {asking && asking.what !== 'add' && asking.what !== 'edit' && (
        <MoveSheet
          move={asking.what}
          webhook={asking.webhook}
          onDone={(words, given) => {
            done(words)
            setSecret(given)
            if (asking.what !== 'ping') return
            setOpenedId(asking.webhook.id)
            setPings(pings + 1)
          }}
          onDismiss={dismiss}
        />
      )}
      {secret && <SecretSheet secret={secret} onDismiss={() => setSecret(null)} />}
    </AppPage>
  )
}

const eventsOf = ({ events }: WebhookView) => events.map(webhookEventLabel).join('、')
const troubleOf = ({ failingSince }: WebhookView) => (failingSince ? `${dayAndClock(failingSince)}起一直没有送达` : '')

const StateTag = ({ state }: { readonly state: WebhookState }) => (
  <StatusTag tone={state === 'active' ? 'good' : 'neutral'}>{WEBHOOK_STATE_LABELS[state]}</StatusTag>
)

const COLUMNS: readonly Column<WebhookView>[] = [
  { title: '接收网址', value: ({ url }) => url },
  { title: '推送的事项', value: eventsOf },
  { title: '推送情况', value: troubleOf },
  { title: '状态', value: ({ state }) => <StateTag state={state} /> },
]

function WebhookCard({ webhook }: { readonly webhook: WebhookView }) {
  const trouble = troubleOf(webhook)
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{webhook.url}</Text>
        <StateTag state={webhook.state} />
      </View>
      <Text className="ui-list-note">{eventsOf(webhook)}</Text>
      {trouble && <Text className="ui-list-note">{trouble}</Text>}
    </>
  )
}

function NoWebhooks() {
  return (
    <Empty
      icon="route"
      title="还没有推送订阅"
      note="开班、学时认定、证书等办理结果，可以及时推送到本单位的人事或学习系统。"
    />
  )
}
