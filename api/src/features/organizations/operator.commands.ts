import { type OperatorGrant, operatorGrantLabels, operatorLifecycle } from '@jijiao/shared/organizations'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { notify } from '../../outbox'
import { type Operator, operatorModel } from './operator.model'
import { type Organization, organizationModel } from './organization.model'

type Binding = { readonly organizationId: string; readonly accountId: string }

const hasGrants = (operator: Operator, grants: readonly OperatorGrant[]) =>
  operator.grants.length === grants.length && grants.every((grant) => operator.grants.includes(grant))

/**
 * Binds a real-name account at once, as an administrator and the demo world do. Other grants than before make a new
 * binding, so that tokens which carry the old grants end. Doing it twice does nothing twice.
 */
export async function bindOperator(
  deps: Pick<Deps, 'db' | 'revocations'>,
  of: Circumstances,
  input: Binding & { readonly grants: readonly OperatorGrant[]; readonly id?: string },
): Promise<Operator> {
  const { organizationId, accountId } = input
  const grants = [...new Set(input.grants)]
  const Operators = operatorModel(deps.db)
  const current = await Operators.findOne({ organizationId, accountId, isOpen: true }).lean<Operator>()
  if (current?.state === 'active' && hasGrants(current, grants)) return current
  if (current) return replaceBinding(deps, of, current, grants)
  const operator: Operator = { ...newBinding(of, { ...input, grants }), state: 'active', activeAt: of.at }
  const subject = { kind: 'operator', id: String(operator._id) } as const
  const details = { accountId, grants: grants.join(' ') }
  try {
    return await inTransaction(deps.db, async (session) => {
      await Operators.create([operator], { session })
      const bound = fact(of, { what: 'OperatorBound', subject, organizationId, to: 'active', details })
      await recordFacts(deps.db, [bound], session)
      return operator
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('state_conflict')
    throw error
  }
}

export const newBinding = (
  of: Circumstances,
  input: Binding & { readonly grants: readonly OperatorGrant[]; readonly id?: string },
): Operator => ({
  _id: new Types.ObjectId(input.id),
  organizationId: new Types.ObjectId(input.organizationId),
  accountId: new Types.ObjectId(input.accountId),
  state: 'pending',
  isOpen: true,
  grants: [...input.grants],
  invitedAt: of.at,
  activeAt: null,
  endedAt: null,
})

/** The same binding with other grants: a new one, active at once, so that tokens which carry the old grants end. */
export async function replaceBinding(
  deps: Pick<Deps, 'db' | 'revocations'>,
  of: Circumstances,
  current: Operator,
  grants: readonly OperatorGrant[],
): Promise<Operator> {
  const binding = { organizationId: String(current.organizationId), accountId: String(current.accountId), grants }
  const { invitedAt, activeAt } = current
  const operator: Operator = { ...newBinding(of, binding), invitedAt, state: 'active', activeAt: activeAt ?? of.at }
  const changed = fact(of, {
    what: 'OperatorGrantsChanged',
    subject: { kind: 'operator', id: String(operator._id) },
    organizationId: binding.organizationId,
    to: 'active',
    details: { accountId: binding.accountId, grants: grants.join(' '), replaces: String(current._id) },
  })
  await deps.revocations.revokeOperator(String(current._id))
  try {
    return await inTransaction(deps.db, async (session) => {
      await cancel(deps, of, current, session, operator._id)
      await operatorModel(deps.db).create([operator], { session })
      await recordFacts(deps.db, [changed], session)
      const may = grants.map((grant) => operatorGrantLabels[grant]).join('、') || '无'
      const data = { unit: await unitName(deps, operator, session), grants: may }
      const { accountId } = binding
      const link = { page: 'operatorBindings' } as const
      await notify(deps, of, [{ accountId, kind: 'operatorGrantsChanged', data, link }], session)
      return operator
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('state_conflict')
    throw error
  }
}

/** Ends a binding. Refused at once in this process and within about a second in the others. */
export async function unbindOperator(
  deps: Pick<Deps, 'db' | 'revocations'>,
  of: Circumstances,
  { organizationId, accountId, reason }: Binding & { readonly reason?: string },
): Promise<void> {
  const current = await operatorModel(deps.db).findOne({ organizationId, accountId, isOpen: true }).lean<Operator>()
  if (!current) throw new Problem('not_found')
  const subject = { kind: 'operator', id: String(current._id) } as const
  const [from, to] = [current.state, operatorLifecycle.cancel.to]
  // Before the binding ends: if what follows fails, nobody acts for the unit who should not.
  await deps.revocations.revokeOperator(subject.id)
  await inTransaction(deps.db, async (session) => {
    await cancel(deps, of, current, session)
    const unbound = fact(of, {
      what: 'OperatorUnbound',
      subject,
      organizationId,
      from,
      to,
      reason: reason ?? null,
      details: { accountId },
    })
    await recordFacts(deps.db, [unbound], session)
  })
}

/** Of whom messages speak. */
export async function unitName(deps: Pick<Deps, 'db'>, { organizationId }: Operator, session: ClientSession) {
  const found = await organizationModel(deps.db)
    .findById(organizationId, { name: 1 }, { session })
    .lean<Pick<Organization, 'name'> | null>()
  return found?.name ?? ''
}

async function cancel(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  operator: Operator,
  session: ClientSession,
  replacedById?: Types.ObjectId,
) {
  const { from, to } = operatorLifecycle.cancel
  const { modifiedCount } = await operatorModel(deps.db).updateOne(
    { _id: operator._id, state: trusted({ $in: from }) },
    { $set: { state: to, isOpen: false, endedAt: of.at, ...(replacedById && { replacedById }) } },
    { session },
  )
  if (modifiedCount === 0) throw new Problem('state_conflict')
}
