import { isWithin } from '@jijiao/shared/regions'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import type { OperatorActor } from '../../auth/actor'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { regionOf } from './lookup'
import { type Organization, organizationModel } from './organization.model'
import { searchKeysOf } from './search'

/** Its own operator who decides, or the HR authority of its region. */
export async function maySetAliases(deps: Pick<Deps, 'db'>, { actingAs }: OperatorActor, organization: Organization) {
  if (!actingAs.grants.includes('decide')) return false
  if (organization._id.equals(actingAs.organizationId)) return true
  if (actingAs.kind !== 'hrAuthority') return false
  return isWithin(organization.regionCode, await regionOf(deps, actingAs.organizationId))
}

/** Other names that a body is found by. Another body's name is not one of them. */
export async function setAliases(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  organization: Organization,
  aliases: readonly string[],
): Promise<Organization> {
  const { _id, name } = organization
  const wanted = [...new Set(aliases)].filter((alias) => alias !== name)
  return inTransaction(deps.db, async (session) => {
    const others = { _id: trusted({ $ne: _id }), name: trusted({ $in: wanted }), mergedInto: null }
    if (await organizationModel(deps.db).exists(others).session(session)) throw new Problem('alias_taken')
    const changed = await organizationModel(deps.db)
      .findOneAndUpdate(
        { _id, aliases: organization.aliases },
        { $set: { aliases: wanted, searchKeys: searchKeysOf([name, ...wanted]) } },
        { returnDocument: 'after', session },
      )
      .lean<Organization | null>()
    if (!changed) throw new Problem('state_conflict')
    const subject = { kind: 'organization', id: String(_id) } as const
    const told = fact(of, { what: 'OrganizationAliasesChanged', subject, organizationId: subject.id })
    await recordFacts(deps.db, [told], session)
    return changed
  })
}

type Merge = { readonly fromId: Types.ObjectId; readonly intoId: Types.ObjectId }

/** The one points to the other from now on, which is found by its names as well. */
export async function mergeOrganization(deps: Pick<Deps, 'db'>, { fromId, intoId }: Merge, session: ClientSession) {
  const Organizations = organizationModel(deps.db)
  const into = await Organizations.findOne({ _id: intoId, mergedInto: null }, null, { session }).lean<Organization>()
  if (!into) throw new Problem('organization_merged')
  const mergedInto = { organizationId: into._id, name: into.name }
  const from = await Organizations.findOneAndUpdate(
    { _id: fromId, mergedInto: null },
    { $set: { mergedInto } },
    { session },
  ).lean<Organization | null>()
  if (!from) throw new Problem('organization_merged')
  const aliases = [...new Set([...into.aliases, from.name, ...from.aliases])].filter((alias) => alias !== into.name)
  const grown = await Organizations.updateOne(
    { _id: intoId, mergedInto: null, aliases: into.aliases },
    { $set: { aliases, searchKeys: searchKeysOf([into.name, ...aliases]) } },
    { session },
  )
  if (grown.matchedCount === 0) throw new Problem('state_conflict')
  await Organizations.updateMany({ 'mergedInto.organizationId': fromId }, { $set: { mergedInto } }, { session })
}
