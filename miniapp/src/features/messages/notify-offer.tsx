import { MESSAGE_TOPIC_LABELS, type MessageTopic } from '@jijiao/shared/messages'
import { Text } from '@tarojs/components'
import { api, useRemote, useSession } from '../../api'
import { askToSubscribe, CAN_SUBSCRIBE } from '../../platform/subscribe'
import { Button, FormError, toast } from '../../ui'
import { useAction } from '../decisions'

type NotifyOfferProps = { readonly topics: readonly MessageTopic[] }

/** Where somebody begins to wait for an answer: may WeChat tell them? Asked only for what they are waiting for. */
export function NotifyOffer({ topics }: NotifyOfferProps) {
  const isBound = useSession(({ session }) => session?.account.isWechatBound ?? false)
  return CAN_SUBSCRIBE && isBound ? <Offer topics={topics} /> : null
}

function Offer({ topics }: NotifyOfferProps) {
  const { isPending, message, run } = useAction()
  const consents = useRemote('message-consents', () => api.messages.consents())
  const asked = consents.data?.topics.filter(({ topic }) => topics.includes(topic)) ?? []
  if (!consents.data?.isWechatBound || asked.length === 0) return null
  if (asked.every(({ remaining }) => remaining > 0)) {
    return <Text className="ui-soft">有结果时，微信会通知您。</Text>
  }

  async function ask(): Promise<void> {
    const { accepted, refused } = await askToSubscribe(asked.map(({ templateId }) => templateId))
    const among = (ids: readonly string[]) =>
      asked.filter(({ templateId }) => ids.includes(templateId)).map(({ topic }) => topic)
    const body = { accepted: among(accepted), refused: among(refused) }
    if (body.accepted.length + body.refused.length === 0) return
    await run(body, async (idempotencyKey) => {
      await api.messages.recordConsents({ body }, { idempotencyKey })
      toast(body.accepted.length > 0 ? '有结果时，微信会通知您' : '好的，结果会显示在“消息”里')
      await consents.reload()
    })
  }

  const names = asked.map(({ topic }) => MESSAGE_TOPIC_LABELS[topic]).join('、')
  return (
    <>
      <FormError message={message} />
      <Button
        kind="secondary"
        icon="bell"
        label={`有结果时用微信通知我：${names}`}
        pending={isPending}
        onPress={() => void ask()}
      >
        有结果时用微信通知我
      </Button>
    </>
  )
}
