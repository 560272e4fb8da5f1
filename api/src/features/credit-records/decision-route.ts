import type { CourseCategory } from '@jijiao/shared/classes'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import type { Recogniser } from '@jijiao/shared/rule-sets'
import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { type Organization, organizationModel } from '../organizations'
import type { HourRules } from './hour-rules'
import type { NamedBody } from './record.model'

export type ResponsibleUnit = Pick<Organization, '_id' | 'name' | 'regionCode'>

/** The unit that answers for records. */
export const responsibleUnit = (
  deps: Pick<Deps, 'db'>,
  organizationId: Types.ObjectId,
  session?: ClientSession,
): Promise<ResponsibleUnit> =>
  organizationModel(deps.db)
    .findById(organizationId, { name: 1, regionCode: 1 }, { session: session ?? null })
    .orFail()
    .lean<ResponsibleUnit>()
    .exec()

/** The same for many, by id. */
export async function responsibleUnits(
  deps: Pick<Deps, 'db'>,
  ids: readonly Types.ObjectId[],
  session?: ClientSession,
): Promise<ReadonlyMap<string, ResponsibleUnit>> {
  const found = await organizationModel(deps.db)
    .find({ _id: trusted({ $in: [...ids] }) }, { name: 1, regionCode: 1 }, { session: session ?? null })
    .lean<ResponsibleUnit[]>()
  return new Map(found.map((unit) => [String(unit._id), unit]))
}

type Authority = Pick<Organization, '_id' | 'kind' | 'name' | 'regionCode'>
export type Authorities = readonly Authority[]

/** The authorities whose region has the unit, nearest first. */
export async function authoritiesAround(
  deps: Pick<Deps, 'db'>,
  unit: ResponsibleUnit,
  session?: ClientSession,
): Promise<Authorities> {
  const regionCodes = [...enclosingRegionCodes(unit.regionCode)]
  const found = await organizationModel(deps.db)
    .find(
      { kind: trusted({ $in: ['industryAuthority', 'hrAuthority'] }), regionCode: trusted({ $in: regionCodes }) },
      { kind: 1, name: 1, regionCode: 1 },
      { session: session ?? null },
    )
    .sort({ _id: 1 })
    .lean<Authority[]>()
  const nearness = ({ regionCode }: Authority) => regionCodes.indexOf(regionCode)
  return found.sort((a, b) => nearness(b) - nearness(a))
}

export type DecisionRoute = { readonly steps: Recogniser[]; readonly bodies: NamedBody[] }

/**
 * Who decides a record: the responsible unit, then the body that the rule set names. Where the system has no such body
 * the unit decides alone, so that nothing waits for nobody.
 */
export function decisionRoute(
  unit: ResponsibleUnit,
  { rules, authorities }: { readonly rules: HourRules; readonly authorities: Authorities },
  category: CourseCategory,
): DecisionRoute {
  const recogniser = rules.recogniserOf(category)
  const authority = authorities.find(({ kind }) => kind === recogniser)
  const own = { organizationId: unit._id, name: unit.name }
  if (recogniser === 'unit' || !authority) return { steps: ['unit'], bodies: [own] }
  return {
    steps: ['unit', recogniser],
    bodies: [own, { organizationId: authority._id, name: authority.name }],
  }
}
