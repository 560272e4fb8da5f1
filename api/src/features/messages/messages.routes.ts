import { MESSAGE_TEXTS, type MessageView } from '@jijiao/shared/messages'
import type { messageContract } from '@jijiao/shared/messages/contract'
import { Types } from 'mongoose'
import { waitingWrites } from '../../db/waiting-writes'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import type { Message } from '../../outbox'
import { wechatOpenIdsOf } from '../accounts'
import { consentsOf, keepConsent, recordConsents } from './consents'
import { countUnread, pageOfMessages, readAllMessages, readMessage, recipientsOf } from './inbox'

export function messageRoutes(deps: Deps): Handlers<typeof messageContract> {
  const openIdOf = async (accountId: string): Promise<string | null> =>
    (await wechatOpenIdsOf(deps, [new Types.ObjectId(accountId)])).get(accountId) ?? null

  return {
    async list({ query: { isUnread, ...query }, actor }) {
      const given = { ...query, isUnread: isUnread !== undefined }
      const { data, nextCursor } = await pageOfMessages(deps, await recipientsOf(deps, actor), given)
      return { data: data.map(presentMessage), nextCursor }
    },
    unreadCount: async ({ actor }) => ({ count: await countUnread(deps, await recipientsOf(deps, actor)) }),
    async readAll({ body, actor, request }) {
      const recipients = await recipientsOf(deps, actor)
      return { count: await readAllMessages(deps, recipients, body.upToId, new Date(request.receivedAt)) }
    },
    async read({ params, actor, request }) {
      const recipients = await recipientsOf(deps, actor)
      return presentMessage(await readMessage(deps, recipients, params.messageId, new Date(request.receivedAt)))
    },
    consents: async ({ actor }) => consentsOf(deps, await openIdOf(actor.accountId)),
    async recordConsents({ body, actor, request }) {
      const openId = await openIdOf(actor.accountId)
      if (openId === null) throw new Problem('wechat_not_bound')
      const at = new Date(request.receivedAt)
      await waitingWrites(recordConsents, deps, openId, body, at)
      if (body.accepted.length > 0) await keepConsent(deps, new Types.ObjectId(actor.accountId), at)
      return consentsOf(deps, openId)
    },
  }
}

const presentMessage = (message: Message): MessageView => ({
  id: String(message._id),
  kind: message.kind,
  topic: MESSAGE_TEXTS[message.kind].topic,
  title: message.title,
  body: message.body,
  link: message.link && { page: message.link.page, params: message.link.params },
  sentAt: message.sentAt.toISOString(),
  readAt: message.readAt?.toISOString() ?? null,
})
