import {
  DISHONESTY_LIFECYCLE,
  type DishonestyAction,
  type DishonestyLine,
  type DishonestySubject,
  mayMoveDishonesty,
  REPLY_STATES,
} from '@jijiao/shared/dishonesty'
import { Types, trusted } from 'mongoose'
import { mayDo, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type DishonestyRecord, dishonestyModel } from './record.model'

/** A unit records its own people, an authority records units. */
export const RECORDING: Readonly<Record<DishonestySubject, Work>> = {
  person: { kinds: ['unit'], grant: 'operate' },
  unit: { kinds: ['industryAuthority', 'hrAuthority'], grant: 'operate' },
}

export const REPLYING: Work = { kinds: ['unit', 'provider'], grant: 'operate' }

/** What the organization recorded, and what it was told about itself. Everything else is absent. */
export const visibleTo = ({ actingAs }: OperatorActor) => ({ seenBy: new Types.ObjectId(actingAs.organizationId) })

/** A person sees what she was told. */
export const visibleToPerson = (traineeId: string) => ({
  traineeId: new Types.ObjectId(traineeId),
  noticedAt: trusted({ $ne: null }),
})

export async function findVisible(deps: Deps, recordId: string, visible: object): Promise<DishonestyRecord> {
  const found = await dishonestyModel(deps.db)
    .findOne({ _id: recordId, ...visible })
    .lean<DishonestyRecord | null>()
  if (!found) throw new Problem('not_found')
  return found
}

const isOwn = ({ actingAs }: OperatorActor, record: DishonestyRecord) =>
  String(record.organizationId) === actingAs.organizationId

export const mayMove = (actor: OperatorActor, record: DishonestyRecord, action: DishonestyAction): boolean =>
  isOwn(actor, record) &&
  mayDo(actor, { kinds: RECORDING[record.subjectKind].kinds, grant: DISHONESTY_LIFECYCLE[action].by })

export const mayReplyFor = (actor: OperatorActor, record: DishonestyRecord): boolean =>
  String(record.unitId) === actor.actingAs.organizationId && mayDo(actor, REPLYING)

export const isOpenToReply = ({ state }: DishonestyRecord) => (REPLY_STATES as readonly string[]).includes(state)

export function operatorAbilities(actor: OperatorActor, record: DishonestyRecord): DishonestyLine['abilities'] {
  const can = (action: DishonestyAction) => mayMove(actor, record, action) && mayMoveDishonesty(action, record.state)
  return {
    notify: can('notify'),
    enforce: can('enforce'),
    revoke: can('revoke'),
    expire: can('expire'),
    reply: mayReplyFor(actor, record) && isOpenToReply(record),
  }
}

export const personAbilities = (record: DishonestyRecord): DishonestyLine['abilities'] => ({
  notify: false,
  enforce: false,
  revoke: false,
  expire: false,
  reply: isOpenToReply(record),
})
