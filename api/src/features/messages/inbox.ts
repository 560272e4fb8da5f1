import { UNREAD_COUNT_LIMIT } from '@jijiao/shared/messages'
import { trusted } from 'mongoose'
import type { AccountActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Message, messageModel, recipientKey } from '../../outbox'
import { traineeIdOf } from '../affiliations'

/** As whom somebody is written to: by account, by the person that a unit knew before, and a unit's login as the unit. */
export async function recipientsOf(deps: Deps, actor: AccountActor): Promise<string[]> {
  const { accountId, unitAccountOf } = actor
  if (unitAccountOf !== undefined) return [recipientKey.account(accountId), recipientKey.organization(unitAccountOf)]
  const traineeId = await traineeIdOf(deps, actor)
  return [recipientKey.account(accountId), ...(traineeId ? [recipientKey.trainee(traineeId)] : [])]
}

/** Newest first. Each recipient's messages are read in the order of an index, then merged. */
export async function pageOfMessages(
  deps: Deps,
  recipients: readonly string[],
  { isUnread, ...query }: PageQuery & { readonly isUnread: boolean },
) {
  const found = await Promise.all(
    recipients.map((recipient) =>
      messageModel(deps.db)
        .find({
          recipient,
          ...(isUnread && { isUnread }),
          ...afterCursor(query.cursor, { path: '_id', direction: -1 }),
        })
        .sort({ _id: -1 })
        .limit(query.limit + 1)
        .lean<Message[]>(),
    ),
  )
  const merged = found.flat().sort((a, b) => String(b._id).localeCompare(String(a._id)))
  return cutPage(merged, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
}

export async function countUnread(deps: Deps, recipients: readonly string[]): Promise<number> {
  const counts = await Promise.all(
    recipients.map((recipient) =>
      messageModel(deps.db).countDocuments({ recipient, isUnread: true }).limit(UNREAD_COUNT_LIMIT),
    ),
  )
  return Math.min(
    counts.reduce((sum, count) => sum + count, 0),
    UNREAD_COUNT_LIMIT,
  )
}

export async function readMessage(
  deps: Deps,
  recipients: readonly string[],
  messageId: string,
  readAt: Date,
): Promise<Message> {
  const own = { _id: messageId, recipient: trusted({ $in: [...recipients] }) }
  const read = await messageModel(deps.db)
    .findOneAndUpdate({ ...own, isUnread: true }, { $set: { isUnread: false, readAt } }, { returnDocument: 'after' })
    .lean<Message | null>()
  const message = read ?? (await messageModel(deps.db).findOne(own).lean<Message | null>())
  if (!message) throw new Problem('not_found')
  return message
}

/** What came after the newest one that was seen stays unread. */
export async function readAllMessages(
  deps: Deps,
  recipients: readonly string[],
  upToId: string,
  readAt: Date,
): Promise<number> {
  const marked = await Promise.all(
    recipients.map((recipient) =>
      messageModel(deps.db).updateMany(
        { recipient, isUnread: true, _id: trusted({ $lte: upToId }) },
        { $set: { isUnread: false, readAt } },
      ),
    ),
  )
  return marked.reduce((sum, { modifiedCount }) => sum + modifiedCount, 0)
}
