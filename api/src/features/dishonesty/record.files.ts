import {
  type Attachment,
  type AttachmentOwner,
  attachmentsOf,
  attachmentsOfAll,
  type OwnerRef,
  traineesOf,
} from '../../attachments'
import type { AccountActor, OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { traineeIdOf } from '../affiliations'
import { type DishonestyRecord, dishonestyModel } from './record.model'
import { visibleTo, visibleToPerson } from './record.policy'

const EVIDENCE = 'dishonestyRecord'
const REPLY = 'dishonestyReply'

export const evidenceOf = ({ _id }: Pick<DishonestyRecord, '_id'>): OwnerRef => ({ kind: EVIDENCE, id: String(_id) })

/** Each reply holds its own files, so that it has room whatever was sent before, and takes nobody else's. */
export const replyFilesOf = ({ _id }: Pick<DishonestyRecord, '_id'>, index: number): OwnerRef => ({
  kind: REPLY,
  id: `${_id}.${index}`,
})

/** The evidence and what came with each reply; replies of earlier versions have theirs among the evidence. */
export async function filesOf(deps: Pick<Deps, 'db'>, record: DishonestyRecord): Promise<Attachment[]> {
  const replies = record.replies.map((_, index) => replyFilesOf(record, index))
  const [evidence, replied] = await Promise.all([
    attachmentsOf(deps, evidenceOf(record)),
    attachmentsOfAll(deps, replies),
  ])
  return [...evidence, ...[...replied.values()].flat()]
}

const isPerson = (actor: AccountActor): actor is PersonActor => actor.isRealName
const isOperator = (actor: PersonActor): actor is OperatorActor => actor.actingAs !== null

/** Evidence and what a subject sends with a reply: for whoever may see the record, the subject once it was told. */
export const dishonestyFileOwners = (deps: Deps): readonly AttachmentOwner[] =>
  [EVIDENCE, REPLY].map((kind) => ({
    kind,
    async maySee(actor, ownerId) {
      if (!isPerson(actor)) return false
      const [recordId] = ownerId.split('.')
      const isThere = async (visible: object) =>
        (await dishonestyModel(deps.db).exists({ _id: recordId, ...visible })) !== null
      if (isOperator(actor) && (await isThere(visibleTo(actor)))) return true
      const traineeId = await traineeIdOf(deps, actor)
      return traineeId !== null && isThere(visibleToPerson(traineeId))
    },
    aboutWhom: (ids) => traineesOf(dishonestyModel(deps.db), ids),
  }))
