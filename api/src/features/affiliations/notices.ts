import { DISPUTE_STATE_LABELS, PROFILE_FIELD_LABELS } from '@jijiao/shared/affiliations'
import type { ClientSession, Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { type Notice, notify } from '../../outbox'
import { type Organization, operatorModel, organizationModel } from '../organizations'
import type { Affiliation } from './affiliation.model'
import type { Dispute } from './dispute.model'
import type { FieldChange } from './profile-change.model'
import { type Trainee, traineeModel } from './trainee.model'

type Telling = { readonly deps: Pick<Deps, 'db'>; readonly of: Circumstances; readonly session: ClientSession }

async function unitName({ deps, session }: Telling, organizationId: unknown): Promise<string> {
  const found = await organizationModel(deps.db)
    .findById(organizationId, { name: 1 }, { session })
    .lean<Pick<Organization, 'name'> | null>()
  return found?.name ?? ''
}

async function personName({ deps, session }: Telling, traineeId: Types.ObjectId): Promise<string> {
  const found = await traineeModel(deps.db)
    .findById(traineeId, { name: 1 }, { session })
    .lean<Pick<Trainee, 'name'> | null>()
  return found?.name ?? ''
}

const MINE = { page: 'myAffiliation' } as const

const TO_TRAINEE = {
  confirmed: 'affiliationConfirmed',
  refused: 'affiliationRefused',
  added: 'addedByUnit',
  ended: 'affiliationEnded',
  moved: 'affiliationMoved',
} as const

/** The trainee learns what a unit has done with the binding. */
export async function tellTrainee(
  telling: Telling,
  { traineeId, organizationId, reason }: Affiliation,
  what: keyof typeof TO_TRAINEE,
): Promise<void> {
  const unit = await unitName(telling, organizationId)
  const told = { traineeId: String(traineeId), kind: TO_TRAINEE[what], data: { unit, reason }, link: MINE } as Notice
  await notify(telling.deps, telling.of, [told], telling.session)
}

/** Many learn that the same unit has unbound them. */
export async function tellEnded(telling: Telling, ended: readonly Affiliation[]): Promise<void> {
  const [first] = ended
  if (!first) return
  const unit = await unitName(telling, first.organizationId)
  const told = ended.map(
    ({ traineeId, reason }): Notice => ({
      traineeId: String(traineeId),
      kind: 'affiliationEnded',
      data: { unit, reason },
      link: MINE,
    }),
  )
  await notify(telling.deps, telling.of, told, telling.session)
}

/** Those who decide for the unit learn what a person has done. */
async function tellDeciders(
  { deps, of, session }: Telling,
  organizationId: Types.ObjectId,
  noticeFor: (accountId: string) => Notice,
): Promise<void> {
  const operators = await operatorModel(deps.db)
    .find({ organizationId, state: 'active', grants: 'decide' }, { accountId: 1 }, { session })
    .lean<{ accountId: Types.ObjectId }[]>()
  await notify(
    deps,
    of,
    operators.map(({ accountId }) => noticeFor(String(accountId))),
    session,
  )
}

export async function tellFormerUnit(
  telling: Telling,
  { traineeId, organizationId, reason }: Affiliation,
  how: 'left' | 'transferred',
): Promise<void> {
  const person = await personName(telling, traineeId)
  await tellDeciders(telling, organizationId, (accountId) =>
    how === 'left'
      ? { accountId, kind: 'traineeLeft', data: { person, reason }, link: { page: 'todo' } }
      : { accountId, kind: 'traineeTransferred', data: { person }, link: { page: 'todo' } },
  )
}

/** The unit learns of a dispute, or the person of the former unit's objection. */
export async function tellOfDispute(telling: Telling, { kind, traineeId, holderId, reason }: Dispute): Promise<void> {
  if (kind === 'binding') {
    const person = await personName(telling, traineeId)
    await tellDeciders(telling, holderId, (accountId) => ({
      accountId,
      kind: 'affiliationDisputed',
      data: { person, reason },
      link: { page: 'todo' },
    }))
    return
  }
  const data = { person: await unitName(telling, holderId), reason }
  const told: Notice = { traineeId: String(traineeId), kind: 'affiliationDisputed', data, link: MINE }
  await notify(telling.deps, telling.of, [told], telling.session)
}

/** Whoever was concerned learns how it was decided. */
export async function tellDecision(telling: Telling, dispute: Dispute): Promise<void> {
  const { kind, traineeId, holderId, state, opinion } = dispute
  const unit = await unitName(telling, telling.of.actor.organizationId)
  const data = { unit, outcome: DISPUTE_STATE_LABELS[state], reason: opinion }
  const told: Notice = { traineeId: String(traineeId), kind: 'disputeDecided', data, link: MINE }
  await notify(telling.deps, telling.of, [told], telling.session)
  if (kind !== 'transfer') return
  await tellDeciders(telling, holderId, (accountId) => ({
    accountId,
    kind: 'disputeDecided',
    data,
    link: { page: 'todo' },
  }))
}

/** The person learns that a unit has changed the profile, and which fields. */
export async function tellOfChange(telling: Telling, { _id }: Trainee, fields: readonly FieldChange[]): Promise<void> {
  if (fields.length === 0) return
  const unit = await unitName(telling, telling.of.actor.organizationId)
  const names = fields.map(({ field }) => PROFILE_FIELD_LABELS[field]).join('、')
  const told: Notice = {
    traineeId: String(_id),
    kind: 'profileChangedByUnit',
    data: { unit, fields: names },
    link: { page: 'myProfile' },
  }
  await notify(telling.deps, telling.of, [told], telling.session)
}
