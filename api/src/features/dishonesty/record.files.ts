import type { AttachmentOwner, OwnerRef } from '../../attachments'
import type { AccountActor, OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { traineeIdOf } from '../affiliations'
import { type DishonestyRecord, dishonestyModel } from './record.model'
import { visibleTo, visibleToPerson } from './record.policy'

const KIND = 'dishonestyRecord'

export const dishonestyFiles = ({ _id }: Pick<DishonestyRecord, '_id'>): OwnerRef => ({ kind: KIND, id: String(_id) })

const isPerson = (actor: AccountActor): actor is PersonActor => actor.isRealName
const isOperator = (actor: PersonActor): actor is OperatorActor => actor.actingAs !== null

/** Evidence and what a subject sends with a reply: for whoever may see the record, the subject once it was told. */
export const dishonestyFileOwner = (deps: Deps): AttachmentOwner => ({
  kind: KIND,
  async maySee(actor, recordId) {
    if (!isPerson(actor)) return false
    const isThere = async (visible: object) =>
      (await dishonestyModel(deps.db).exists({ _id: recordId, ...visible })) !== null
    if (isOperator(actor) && (await isThere(visibleTo(actor)))) return true
    const traineeId = await traineeIdOf(deps, actor)
    return traineeId !== null && isThere(visibleToPerson(traineeId))
  },
})
