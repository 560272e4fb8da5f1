import { lapsedUpTo, type OperatorGrant, operatorLifecycle, operatorStateAt } from '@jijiao/shared/organizations'
import { type ClientSession, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Notice, noticeTo, notify } from '../../outbox'
import { newBinding, replaceBinding, unitName } from './operator.commands'
import { type Operator, operatorModel } from './operator.model'

type Invitation = {
  readonly organizationId: string
  readonly accountId: string
  /** Of the person, for what the unit is told later. */
  readonly name: string
  readonly grants: readonly OperatorGrant[]
}

/** Asks a person to be an operator. An earlier invitation that lapsed makes room. */
export async function inviteOperator(deps: Pick<Deps, 'db'>, of: Circumstances, input: Invitation): Promise<Operator> {
  const operator: Operator = { ...newBinding(of, input), invitedName: input.name }
  const details = { accountId: input.accountId, grants: input.grants.join(' ') }
  try {
    return await inTransaction(deps.db, async (session) => {
      await settleLapsed(deps, of, operator, session)
      await operatorModel(deps.db).create([operator], { session })
      await recordFacts(deps.db, [operatorFact(of, 'OperatorInvited', operator, null, { details })], session)
      const unit = await unitName(deps, operator, session)
      const link = { page: 'operatorBindings' } as const
      await notify(deps, of, [{ accountId: input.accountId, kind: 'operatorInvited', data: { unit }, link }], session)
      return operator
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('operator_exists')
    throw error
  }
}

/** An earlier invitation that nobody answered in time makes room; who is invited anew need not be told of it. */
async function settleLapsed(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { organizationId, accountId }: Operator,
  session: ClientSession,
) {
  await closeLapsed(deps, of, { organizationId, accountId, isOpen: true }, session)
}

/** Closes an invitation whose time is over, and tells the unit and the person. */
export async function lapseInvitation(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  invitation: Pick<Operator, '_id'>,
  session: ClientSession,
): Promise<void> {
  const lapsed = await closeLapsed(deps, of, { _id: invitation._id }, session)
  if (!lapsed) return
  await tellUnit(deps, of, lapsed, 'operatorInvitationLapsed', session)
  const data = { unit: await unitName(deps, lapsed, session) }
  const link = { page: 'operatorBindings' } as const
  const told: Notice = { accountId: String(lapsed.accountId), kind: 'ownInvitationLapsed', data, link }
  await notify(deps, of, [told], session)
}

async function closeLapsed(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  which: Partial<Pick<Operator, '_id' | 'organizationId' | 'accountId' | 'isOpen'>>,
  session: ClientSession,
): Promise<Operator | null> {
  const lapsed = await operatorModel(deps.db)
    .findOneAndUpdate(
      { ...which, state: 'pending', invitedAt: trusted({ $lte: cutoff(of) }) },
      { $set: { state: operatorLifecycle.lapse.to, isOpen: false } },
      { session, returnDocument: 'after' },
    )
    .lean<Operator | null>()
  if (!lapsed) return null
  const bySystem = { ...of, actor: { accountId: null, organizationId: null } }
  await recordFacts(deps.db, [operatorFact(bySystem, 'OperatorInvitationLapsed', lapsed, 'pending')], session)
  return lapsed
}

const cutoff = (of: Circumstances) => new Date(lapsedUpTo(of.at.getTime()))

const ANSWER_MESSAGES = { accept: 'operatorAccepted', refuse: 'operatorRefused' } as const
const ANSWER_FACTS = { accept: 'OperatorAccepted', refuse: 'OperatorRefused' } as const

/** The person's own answer to an invitation. */
export async function answerInvitation(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  given: { readonly operatorId: string; readonly accountId: string; readonly action: 'accept' | 'refuse' },
): Promise<Operator> {
  const own = { _id: given.operatorId, accountId: given.accountId }
  const { to } = operatorLifecycle[given.action]
  const change = given.action === 'accept' ? { activeAt: of.at } : { isOpen: false, endedAt: of.at }
  return inTransaction(deps.db, async (session) => {
    const answered = await operatorModel(deps.db)
      .findOneAndUpdate(
        { ...own, state: 'pending', invitedAt: trusted({ $gt: cutoff(of) }) },
        { $set: { ...change, state: to } },
        { session, returnDocument: 'after' },
      )
      .lean<Operator | null>()
    if (!answered) throw await refusalOf(deps, of, own, session)
    await recordFacts(deps.db, [operatorFact(of, ANSWER_FACTS[given.action], answered, 'pending')], session)
    await tellUnit(deps, of, answered, ANSWER_MESSAGES[given.action], session)
    return answered
  })
}

/** The unit's own login, which manages the operators, learns what became of an invitation. */
async function tellUnit(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  operator: Operator,
  kind: 'operatorAccepted' | 'operatorRefused' | 'operatorInvitationLapsed',
  session: ClientSession,
): Promise<void> {
  const link = { page: 'operators' } as const
  const told = { kind, data: { person: operator.invitedName ?? '' }, link }
  await notify(deps, of, [noticeTo({ organizationId: String(operator.organizationId) }, told)], session)
}

type OfUnit = { readonly operatorId: string; readonly organizationId: string }

/** Ends a binding or takes an invitation back. Who acts for the unit by it is refused at once. */
export async function cancelOperator(
  deps: Pick<Deps, 'db' | 'revocations'>,
  of: Circumstances,
  { operatorId, organizationId, reason }: OfUnit & { readonly reason: string | null },
): Promise<Operator> {
  const own = { _id: operatorId, organizationId }
  const current = await operatorModel(deps.db).findOne(own).lean<Operator | null>()
  if (!current) throw new Problem('not_found')
  // Before the binding ends: if what follows fails, nobody acts for the unit who should not.
  if (current.isOpen) await deps.revocations.revokeOperator(operatorId)
  return inTransaction(deps.db, async (session) => {
    const before = await operatorModel(deps.db)
      .findOneAndUpdate(
        { ...own, $or: [{ state: 'active' }, { state: 'pending', invitedAt: trusted({ $gt: cutoff(of) }) }] },
        { $set: { state: operatorLifecycle.cancel.to, isOpen: false, endedAt: of.at } },
        { session, returnDocument: 'before' },
      )
      .lean<Operator | null>()
    if (!before) throw await refusalOf(deps, of, own, session)
    const cancelled = { ...before, state: operatorLifecycle.cancel.to, isOpen: false, endedAt: of.at }
    await recordFacts(deps.db, [operatorFact(of, 'OperatorUnbound', cancelled, before.state, { reason })], session)
    const data = { unit: await unitName(deps, before, session), reason }
    const accountId = String(before.accountId)
    await notify(deps, of, [{ accountId, kind: 'operatorUnbound', data, link: { page: 'operatorBindings' } }], session)
    return cancelled
  })
}

/** Of an invitation the grants are changed as they stand; an active binding is replaced by one that has them. */
export async function changeGrants(
  deps: Pick<Deps, 'db' | 'revocations'>,
  of: Circumstances,
  { operatorId, organizationId, grants }: OfUnit & { readonly grants: readonly OperatorGrant[] },
): Promise<Operator> {
  const own = { _id: operatorId, organizationId }
  const current = await operatorModel(deps.db).findOne(own).lean<Operator | null>()
  if (current?.state === 'active') return replaceBinding(deps, of, current, grants)
  return inTransaction(deps.db, async (session) => {
    const changed = await operatorModel(deps.db)
      .findOneAndUpdate(
        { ...own, state: 'pending', invitedAt: trusted({ $gt: cutoff(of) }) },
        { $set: { grants: [...grants] } },
        { session, returnDocument: 'after' },
      )
      .lean<Operator | null>()
    if (!changed) throw await refusalOf(deps, of, own, session)
    const details = { grants: grants.join(' ') }
    await recordFacts(deps.db, [operatorFact(of, 'OperatorGrantsChanged', changed, 'pending', { details })], session)
    return changed
  })
}

type Own = { readonly _id: string } & ({ readonly accountId: string } | { readonly organizationId: string })

/** Why nothing was changed. */
async function refusalOf(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  own: Own,
  session: ClientSession,
): Promise<Problem> {
  const operator = await operatorModel(deps.db).findOne(own).session(session).lean<Operator | null>()
  if (!operator) return new Problem('not_found')
  const isLapsed = operatorStateAt(operator, of.at.getTime()) === 'lapsed'
  return new Problem(isLapsed ? 'invitation_lapsed' : 'state_conflict')
}

const operatorFact = (
  of: Circumstances,
  what: Fact['what'],
  operator: Operator,
  from: string | null,
  more: Partial<Pick<Fact, 'reason' | 'details'>> = {},
) =>
  fact(of, {
    what,
    subject: { kind: 'operator', id: String(operator._id) },
    organizationId: String(operator.organizationId),
    from,
    to: operator.state,
    details: { accountId: String(operator.accountId) },
    ...more,
  })
