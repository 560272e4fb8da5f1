import { lapsedUpTo, type OperatorGrant } from '@jijiao/shared/organizations'
import { type ClientSession, type Connection, type Types, trusted } from 'mongoose'
import type { ActingAs } from '../../auth/actor'
import { type Operator, operatorModel } from './operator.model'
import { type Organization, organizationModel } from './organization.model'

/** As whom the account may act for the organization right now; `null` without an active binding. */
export async function findActingAs(
  db: Connection,
  { accountId, organizationId }: { readonly accountId: string; readonly organizationId: string },
): Promise<(ActingAs & { readonly name: string }) | null> {
  const [operator, organization] = await Promise.all([
    operatorModel(db).findOne({ accountId, organizationId, isOpen: true, state: 'active' }).lean<Operator>(),
    organizationModel(db)
      .findById(organizationId, { name: 1, kind: 1, needsRoleApplication: 1 })
      .lean<Pick<Organization, 'name' | 'kind' | 'needsRoleApplication'>>(),
  ])
  if (!operator || !organization) return null
  return {
    organizationId,
    operatorId: String(operator._id),
    kind: organization.kind,
    grants: operator.grants,
    needsRoleApplication: organization.needsRoleApplication ?? false,
    name: organization.name,
  }
}

/** So long the person still sees among the own bindings that an invitation has lapsed. */
const LAPSED_SHOWN_MS = 30 * 24 * 60 * 60 * 1_000

/** The account's open bindings with their organizations, and the invitations that lapsed a while ago. */
export async function bindingsOf(db: Connection, accountId: string, now: number) {
  const invitedAt = trusted({ $gt: new Date(lapsedUpTo(now - LAPSED_SHOWN_MS)) })
  const Operators = operatorModel(db)
  const [open, lapsed] = await Promise.all([
    Operators.find({ accountId, isOpen: true }).lean<Operator[]>(),
    Operators.find({ accountId, state: 'lapsed', invitedAt }).sort({ invitedAt: 1 }).lean<Operator[]>(),
  ])
  // Of each organization the last word: who was invited anew is not shown the invitation before.
  const latest = new Map([...lapsed, ...open].map((operator) => [String(operator.organizationId), operator]))
  const operators = [...latest.values()].sort((one, other) => (String(one._id) < String(other._id) ? -1 : 1))
  const organizations = await organizationModel(db)
    .find({ _id: trusted({ $in: operators.map((operator) => operator.organizationId) }) }, { searchKeys: 0 })
    .lean<Organization[]>()
  const byId = new Map(organizations.map((organization) => [String(organization._id), organization]))
  return operators.flatMap((operator) => {
    const organization = byId.get(String(operator.organizationId))
    return organization ? [{ operator, organization }] : []
  })
}

/** The active operators of an organization. */
export const operatorsOf = (db: Connection, organizationId: string): Promise<Operator[]> =>
  operatorModel(db).find({ organizationId, state: 'active' }).sort({ _id: 1 }).lean<Operator[]>().exec()

/** The accounts that may do this for an organization now, in a transaction as of its snapshot. */
export async function operatorAccountIds(
  { db }: { readonly db: Connection },
  organizationId: Types.ObjectId,
  grant: OperatorGrant,
  session: ClientSession,
): Promise<string[]> {
  const operators = await operatorModel(db)
    .find({ organizationId, state: 'active', grants: grant }, { accountId: 1 }, { session })
    .lean<Pick<Operator, 'accountId'>[]>()
  return operators.map(({ accountId }) => String(accountId))
}

/** By unified social credit code, in any capitals. */
export const findOrganizationByCode = (db: Connection, code: string): Promise<Organization | null> =>
  organizationModel(db).findOne({ code: code.trim().toUpperCase() }, { searchKeys: 0 }).lean<Organization>().exec()
