import { type OperatorGrant, operatorLifecycle } from '@jijiao/shared/organizations'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Operator, operatorModel } from './operator.model'

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
  const operator: Operator = {
    _id: new Types.ObjectId(input.id),
    organizationId: new Types.ObjectId(organizationId),
    accountId: new Types.ObjectId(accountId),
    state: 'active',
    isOpen: true,
    grants,
    invitedAt: of.at,
    activeAt: of.at,
    endedAt: null,
  }
  const subject = { kind: 'operator', id: String(operator._id) } as const
  const details = { accountId, grants: grants.join(' '), replaces: current ? String(current._id) : null }
  const what = current ? 'OperatorGrantsChanged' : 'OperatorBound'
  if (current) await deps.revocations.revokeOperator(String(current._id))
  try {
    return await inTransaction(deps.db, async (session) => {
      if (current) await cancel(deps, of, current, session)
      await Operators.create([operator], { session })
      await recordFacts(deps.db, [fact(of, { what, subject, organizationId, to: 'active', details })], session)
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

async function cancel(deps: Pick<Deps, 'db'>, of: Circumstances, operator: Operator, session: ClientSession) {
  const { from, to } = operatorLifecycle.cancel
  const { modifiedCount } = await operatorModel(deps.db).updateOne(
    { _id: operator._id, state: trusted({ $in: from }) },
    { $set: { state: to, isOpen: false, endedAt: of.at } },
    { session },
  )
  if (modifiedCount === 0) throw new Problem('state_conflict')
}
