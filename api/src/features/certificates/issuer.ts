import type { Types } from 'mongoose'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from '../organizations'

export type Issuer = {
  readonly organizationId: Types.ObjectId
  readonly unitName: string
  readonly regionCode: string
  /** Who signs for it on the sheet. */
  readonly issuingBody: string
}

const FIELDS = { name: 1, regionCode: 1, hrAuthorityId: 1 } as const
type Unit = Pick<Organization, '_id' | 'name' | 'regionCode' | 'hrAuthorityId'>

/**
 * In whose name a unit issues: the HR authority that its role application names, else the one of its region, else
 * itself where the region has none in the system yet.
 */
export async function issuerOf(deps: Pick<Deps, 'db'>, organizationId: string): Promise<Issuer> {
  const Organizations = organizationModel(deps.db)
  const unit = await Organizations.findById(organizationId, FIELDS).lean<Unit | null>()
  if (!unit) throw new Problem('not_found')
  const authority = unit.hrAuthorityId
    ? await Organizations.findById(unit.hrAuthorityId, { name: 1 }).lean()
    : await Organizations.findOne({ kind: 'hrAuthority', regionCode: unit.regionCode }, { name: 1 })
        .sort({ _id: 1 })
        .lean()
  return {
    organizationId: unit._id,
    unitName: unit.name,
    regionCode: unit.regionCode,
    issuingBody: authority?.name ?? unit.name,
  }
}
