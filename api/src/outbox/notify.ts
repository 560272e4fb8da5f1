import {
  fillMessage,
  MESSAGE_TEXTS,
  type MessageData,
  type MessageKind,
  type MessagePage,
} from '@jijiao/shared/messages'
import { type ClientSession, Types } from 'mongoose'
import type { Circumstances } from '../audit'
import type { Deps } from '../deps'
import { enqueueJob } from '../jobs'
import { type Message, messageModel, recipientKey } from './message.model'

type NoticeOf<K extends MessageKind> = ({ readonly accountId: string } | { readonly traineeId: string }) & {
  readonly kind: K
  readonly data: MessageData<K>
  /** The page that a tap opens. */
  readonly link?: { readonly page: MessagePage; readonly params?: Readonly<Record<string, string>> }
}
export type Notice = { [K in MessageKind]: NoticeOf<K> }[MessageKind]

type Told<K extends MessageKind> = Omit<NoticeOf<K>, 'accountId' | 'traineeId'>

/** The same for several accounts; the kind may be one of several that ask for the same names. */
export const noticesTo = <K extends MessageKind>(accountIds: readonly string[], told: Told<K>): Notice[] =>
  // `data` fits each kind that `K` may be, which a union of notices cannot say.
  accountIds.map((accountId) => ({ ...told, accountId }) as unknown as Notice)

export const DELIVER_MESSAGES = 'messages.deliver'

/** How many messages one delivery carries, so that a hall's worth of them is spread over the processes. */
const BATCH = 100

/**
 * Tells people, in the transaction of what they are told: the inbox has the message when the change stands, and never
 * otherwise. What can fail, the way through WeChat, comes after the commit and fails nothing.
 */
export async function notify(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  notices: readonly Notice[],
  session: ClientSession,
): Promise<void> {
  if (notices.length === 0) return
  const messages = notices.map((notice) => newMessage(of, notice))
  await messageModel(deps.db).insertMany(messages, { session, lean: true })
  const ids = messages.map(({ _id }) => String(_id))
  for (let at = 0; at < ids.length; at += BATCH) {
    const by = { ...of, actor: { accountId: null, organizationId: null } }
    const payload = { messageIds: ids.slice(at, at + BATCH) }
    await enqueueJob(deps, { kind: DELIVER_MESSAGES, payload, by }, session)
  }
}

function newMessage(of: Circumstances, notice: Notice): Message {
  const { kind, data, link } = notice
  return {
    _id: new Types.ObjectId(),
    recipient: 'accountId' in notice ? recipientKey.account(notice.accountId) : recipientKey.trainee(notice.traineeId),
    kind,
    title: MESSAGE_TEXTS[kind].title,
    // Kind and data belong together by the type of a notice, which is lost once it is taken apart.
    body: fillMessage(kind, data as MessageData<typeof kind>),
    link: link ? { page: link.page, params: { ...link.params } } : null,
    sentAt: of.at,
    isUnread: true,
    readAt: null,
    wechat: 'waiting',
  }
}
