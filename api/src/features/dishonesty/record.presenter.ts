import type { DishonestyLine, DishonestyView } from '@jijiao/shared/dishonesty'
import { type Attachment, presentAttachment } from '../../attachments'
import { replyByOf } from './record.commands'
import type { DishonestyRecord } from './record.model'

type Abilities = DishonestyLine['abilities']

export const presentLine = (record: DishonestyRecord, abilities: Abilities): DishonestyLine => ({
  id: String(record._id),
  subjectKind: record.subjectKind,
  subjectName: record.subjectName,
  category: record.category,
  content: record.content,
  recordedBy: { id: String(record.organizationId), name: record.organizationName },
  recordedAt: record.recordedAt.toISOString(),
  state: record.state,
  version: record.version,
  abilities,
})

/** Who replied or recorded stays inside: a subject is told the body, not its clerk. */
export function presentRecord(
  record: DishonestyRecord,
  abilities: Abilities,
  files: readonly Attachment[],
): DishonestyView {
  const named = (ids: readonly string[] = []) =>
    files.filter(({ _id }) => ids.includes(String(_id))).map(presentAttachment)
  return {
    ...presentLine(record, abilities),
    evidence: record.evidence,
    attachments: named(record.attachmentIds),
    noticedAt: record.noticedAt?.toISOString() ?? null,
    replyBy: record.noticedAt ? replyByOf(record.noticedAt).toISOString() : null,
    effectiveAt: record.effectiveAt?.toISOString() ?? null,
    endedAt: record.endedAt?.toISOString() ?? null,
    reason: record.reason,
    replies: record.replies.map(({ at, text, attachmentIds }) => ({
      at: at.toISOString(),
      text,
      attachments: named(attachmentIds),
    })),
  }
}
