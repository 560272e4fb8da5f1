import { WEBHOOK_EVENT_LABELS, WEBHOOK_EVENTS, type WebhookEvent, type WebhookView } from '@jijiao/shared/webhooks'
import { Text, View } from '@tarojs/components'
import { api } from '../../api'
import { Checkbox, ConfirmSheet, FormError, TextField } from '../../ui'
import { useForm } from '../forms'

type WebhookValues = { readonly url: string; readonly events: readonly WebhookEvent[] }
type WebhookSheetProps = {
  readonly existing: WebhookView | null
  /** With the secret of a new one, which is shown this once. */
  readonly onSaved: (secret: string | null) => void
  readonly onDismiss: () => void
}

/** Where to send what. */
export function WebhookSheet({ existing, onSaved, onDismiss }: WebhookSheetProps) {
  const form = useForm<WebhookValues>({
    initial: { url: existing?.url ?? '', events: existing?.events ?? [] },
    check: ({ url, events }) => ({
      url: url.trim() ? undefined : '请填写接收网址',
      events: events.length > 0 ? undefined : '请至少选一项',
    }),
    submit: async ({ url, events }, idempotencyKey) => {
      const body = { url: url.trim(), events: [...events] }
      if (!existing) return onSaved((await api.webhooks.create({ body })).secret)
      const input = { params: { webhookId: existing.id }, body: { ...body, version: existing.version } }
      await api.webhooks.edit(input, { idempotencyKey })
      onSaved(null)
    },
  })
  const { events } = form.values
  return (
    <ConfirmSheet
      open
      title={existing ? '修改订阅' : '新建订阅'}
      confirmText="保存订阅"
      pending={form.isPending}
      onConfirm={form.send}
      onDismiss={onDismiss}
    >
      <FormError message={form.message} details={form.details} />
      <TextField
        label="接收网址"
        maxLength={500}
        placeholder="https://"
        hint="由本单位的系统管理员提供"
        {...form.text('url')}
      />
      <View className="ui-field">
        <Text className="ui-field-label">推送的事项</Text>
        {form.errors.events && <FormError message={form.errors.events} />}
        {WEBHOOK_EVENTS.map((event) => (
          <Checkbox
            key={event}
            checked={events.includes(event)}
            onChange={(isChosen) =>
              form.set(
                'events',
                WEBHOOK_EVENTS.filter((one) => (one === event ? isChosen : events.includes(one))),
              )
            }
          >
            <Text>{WEBHOOK_EVENT_LABELS[event]}</Text>
          </Checkbox>
        ))}
      </View>
    </ConfirmSheet>
  )
}
