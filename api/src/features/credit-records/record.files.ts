import { type AttachmentOwner, type OwnerRef, traineesOf } from '../../attachments'
import type { AccountActor, OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type CreditRecord, creditRecordModel } from './record.model'
import { findOwnRecord, findVisibleRecord } from './record.policy'

const KIND = 'creditRecord'

export const recordFiles = ({ _id }: Pick<CreditRecord, '_id'>): OwnerRef => ({ kind: KIND, id: String(_id) })

/** Of a returned record what was submitted last stays, beside what is being mended. */
export const filesToKeep = ({ attachmentIds = [], lastSubmission }: CreditRecord): string[] => [
  ...attachmentIds,
  ...(lastSubmission?.attachmentIds ?? []),
]

const isPerson = (actor: AccountActor): actor is PersonActor => actor.isRealName
const isOperator = (actor: PersonActor): actor is OperatorActor => actor.actingAs !== null

/** Who may see a record may open its files: the person, and whoever acts for a body that sees it. */
export const recordFileOwner = (deps: Deps): AttachmentOwner => ({
  kind: KIND,
  async maySee(actor, recordId) {
    if (!isPerson(actor)) return false
    const isOwn = await isThere(findOwnRecord(deps, actor, recordId))
    return isOwn || (isOperator(actor) && (await isThere(findVisibleRecord(deps, actor, recordId))))
  },
  aboutWhom: (ids) => traineesOf(creditRecordModel(deps.db), ids),
})

async function isThere(record: Promise<CreditRecord>): Promise<boolean> {
  try {
    await record
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
