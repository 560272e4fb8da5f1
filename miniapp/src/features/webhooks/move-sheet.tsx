import { SECRET_OVERLAP_HOURS, type WebhookView } from '@jijiao/shared/webhooks'
import { api } from '../../api'
import { ActSheet } from '../decisions'

const WORDS = {
  ping: {
    title: '推送一次测试？',
    message: '向接收网址发送一条测试内容，下面可以看到是否送达。',
    confirm: '推送测试',
    done: '已推送测试',
  },
  enable: { title: '启用推送？', message: '从现在起发生的事项会推送。', confirm: '启用', done: '已启用' },
  disable: {
    title: '停用推送？',
    message: '停用期间发生的事项不会推送，以后也不会补推。',
    confirm: '停用',
    done: '已停用',
  },
  rotateSecret: {
    title: '更换密钥？',
    message: `新密钥只显示一次。旧密钥 ${SECRET_OVERLAP_HOURS} 小时内仍可用来核对。`,
    confirm: '更换密钥',
    done: '密钥已更换',
  },
  remove: {
    title: '删除这个订阅？',
    message: '还没有送达的内容不再推送，删除后不能恢复。',
    confirm: '删除',
    done: '已删除',
  },
} as const
export type Move = keyof typeof WORDS

type MoveSheetProps = {
  readonly move: Move
  readonly webhook: WebhookView
  /** With the secret of a rotation, which is shown this once. */
  readonly onDone: (words: string, secret: string | null) => void
  readonly onDismiss: () => void
}

/** Asks before something is done with a webhook. */
export function MoveSheet({ move, webhook, onDone, onDismiss }: MoveSheetProps) {
  const { title, message, confirm, done } = WORDS[move]
  const { version } = webhook
  const params = { webhookId: webhook.id }

  async function act(idempotencyKey: string): Promise<string | null> {
    if (move === 'rotateSecret') return (await api.webhooks.rotateSecret({ params, body: { version } })).secret
    if (move === 'ping') await api.webhooks.ping({ params }, { idempotencyKey })
    else if (move === 'remove') await api.webhooks.remove({ params }, { idempotencyKey })
    else await api.webhooks[move]({ params, body: { version } }, { idempotencyKey })
    return null
  }

  return (
    <ActSheet
      title={title}
      message={`${webhook.url}。${message}`}
      confirmText={confirm}
      danger={move === 'remove'}
      intent={[move, webhook.id, version]}
      act={async (idempotencyKey) => onDone(done, await act(idempotencyKey))}
      onDismiss={onDismiss}
    />
  )
}
