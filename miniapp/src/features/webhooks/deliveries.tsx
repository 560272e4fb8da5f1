import {
  DELIVERY_FAULT_LABELS,
  DELIVERY_STATE_LABELS,
  DELIVERY_STATES,
  type DeliveryState,
  type DeliveryView,
  type WebhookView,
  webhookEventLabel,
} from '@jijiao/shared/webhooks'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { usePolling } from '../../platform/use-visible'
import { type Column, Empty, FormError, Records, SectionTitle, StatusTag, Tabs, type Tone, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { useAction } from '../decisions'
import { LoadedPages } from '../shell'

const TABS = [
  { value: 'all', label: '全部' },
  ...DELIVERY_STATES.map((value) => ({ value, label: DELIVERY_STATE_LABELS[value] })),
] as const
const REFRESH_MS = 3000
const TONES: Readonly<Record<DeliveryState, Tone>> = { waiting: 'info', delivered: 'good', failed: 'bad' }

type DeliveriesProps = {
  readonly webhook: WebhookView
  /** How many tests were sent from this page: each is looked for afresh, however soon after the one before. */
  readonly pings: number
}

/** What was sent to an address in the last thirty days, and what became of it. */
export function Deliveries({ webhook, pings }: DeliveriesProps) {
  const [state, setState] = useState<DeliveryState | 'all'>('all')
  const { isPending, message, run } = useAction()
  const params = { webhookId: webhook.id }
  const remote = useRemotePages(`deliveries:${webhook.id}:${state}:${pings}`, (cursor) =>
    api.webhooks.deliveries({ params, query: { state: state === 'all' ? undefined : state, cursor } }),
  )
  usePolling(remote.reload, REFRESH_MS, remote.data?.some(({ state }) => state === 'waiting') ?? false)
  const again = ({ id: deliveryId, attempts }: DeliveryView) =>
    void run([deliveryId, attempts], async (idempotencyKey) => {
      await api.webhooks.redeliver({ params: { deliveryId } }, { idempotencyKey })
      toast('已重新推送')
      await remote.reload()
    })
  return (
    <>
      <SectionTitle>{`推送到 ${webhook.url} 的内容`}</SectionTitle>
      <Tabs label="推送结果" value={state} options={TABS} onChange={setState} />
      <FormError message={message} />
      <LoadedPages remote={remote} empty={<Empty icon="list" title="没有推送过" note="近三十天的推送会显示在这里。" />}>
        {(items) => (
          <Records
            label="推送记录"
            items={items}
            idOf={({ id }) => id}
            nameOf={({ event, createdAt }) => `${webhookEventLabel(event)}，${dayAndClock(createdAt)}`}
            columns={COLUMNS}
            renderCard={(delivery) => <DeliveryCard delivery={delivery} />}
            actionsOf={(delivery) =>
              delivery.abilities.redeliver && !isPending ? [{ text: '重新推送', onPress: () => again(delivery) }] : []
            }
          />
        )}
      </LoadedPages>
    </>
  )
}

const StateTag = ({ state }: { readonly state: DeliveryState }) => (
  <StatusTag tone={TONES[state]}>{DELIVERY_STATE_LABELS[state]}</StatusTag>
)
const faultOf = ({ lastFault, nextAttemptAt }: DeliveryView) =>
  [
    lastFault ? DELIVERY_FAULT_LABELS[lastFault] : '',
    lastFault && nextAttemptAt ? `${dayAndClock(nextAttemptAt)}再试` : '',
  ]
    .filter(Boolean)
    .join('，')

const COLUMNS: readonly Column<DeliveryView>[] = [
  { title: '事项', value: ({ event }) => webhookEventLabel(event) },
  { title: '时间', isShort: true, value: ({ createdAt }) => dayAndClock(createdAt) },
  { title: '推送次数', isNumber: true, value: ({ attempts }) => attempts },
  { title: '没有送达的原因', value: faultOf },
  { title: '状态', value: ({ state }) => <StateTag state={state} /> },
]

function DeliveryCard({ delivery }: { readonly delivery: DeliveryView }) {
  const fault = faultOf(delivery)
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{webhookEventLabel(delivery.event)}</Text>
        <StateTag state={delivery.state} />
      </View>
      <Text className="ui-list-note">{`${dayAndClock(delivery.createdAt)} · 推送 ${delivery.attempts} 次`}</Text>
      {fault && <Text className="ui-list-note">{fault}</Text>}
    </>
  )
}
