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
import { enqueueJobs } from '../jobs'
import { type Message, messageModel, recipientKey } from './message.model'

type Recipient =
  | { readonly accountId: string }
  | { readonly traineeId: string }
  /** The unit's own login. */
  | { readonly organizationId: string }

type NoticeOf<K extends MessageKind> = Recipient & {
  readonly kind: K
  readonly data: MessageData<K>
  /** The page that a tap opens. */
  readonly link?: { readonly page: MessagePage; readonly params?: Readonly<Record<string, string>> }
}
export type Notice = { [K in MessageKind]: NoticeOf<K> }[MessageKind]

type Told<K extends MessageKind> = Omit<NoticeOf<K>, 'accountId' | 'traineeId' | 'organizationId'>

/** The kind may be one of several that ask for the same names. */
export const noticeTo = <K extends MessageKind>(to: Recipient, told: Told<K>): Notice =>
  // `data` fits each kind that `K` may be, which a union of notices cannot say.
  ({ ...told, ...to }) as unknown as Notice

/** The same for several accounts. */
export const noticesTo = <K extends MessageKind>(accountIds: readonly string[], told: Told<K>): Notice[] =>
  accountIds.map((accountId) => noticeTo({ accountId }, told))

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
  // Whole and of the right types already: mongoose need not look at each.
  await messageModel(deps.db).insertMany(messages, { session, lean: true })
  const ids = messages.map(({ _id }) => String(_id))
  const by = { ...of, actor: { accountId: null, organizationId: null } }
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) =>
    ids.slice(index * BATCH, (index + 1) * BATCH),
  )
  const jobs = batches.map((messageIds) => ({ kind: DELIVER_MESSAGES, payload: { messageIds }, by }))
  await enqueueJobs(deps, jobs, session)
}

function recipientOf(to: Recipient): string {
  if ('accountId' in to) return recipientKey.account(to.accountId)
  return 'traineeId' in to ? recipientKey.trainee(to.traineeId) : recipientKey.organization(to.organizationId)
}

function newMessage(of: Circumstances, notice: Notice): Message {
  const { kind, data, link } = notice
  return {
    _id: new Types.ObjectId(),
    recipient: recipientOf(notice),
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
