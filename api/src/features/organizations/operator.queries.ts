import type { OperatorGrant } from '@jijiao/shared/organizations'
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

/** The account's open bindings with their organizations. */
export async function bindingsOf(db: Connection, accountId: string) {
  const operators = await operatorModel(db).find({ accountId, isOpen: true }).sort({ _id: 1 }).lean<Operator[]>()
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
