import { isWithin } from '@jijiao/shared/regions'
import type { UnitMergeView } from '@jijiao/shared/unit-merges'
import type { unitMergeContract } from '@jijiao/shared/unit-merges/contract'
import { circumstances } from '../../audit'
import { assertMayDo, mayDo, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import { afterCursor, cutPage } from '../../db/keyset'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel, organizationNames, regionOf } from '../organizations'
import { continueMerge, startMerge } from './unit-merge.commands'
import { type UnitMerge, unitMergeModel } from './unit-merge.model'

const MERGING: Work = { kinds: ['hrAuthority'], grant: 'decide' }

export function unitMergeRoutes(deps: Deps): Handlers<typeof unitMergeContract> {
  /** A unit of the authority's region. */
  async function findUnitOf(region: string, organizationId: string): Promise<Organization> {
    const unit = await organizationModel(deps.db)
      .findOne({ _id: organizationId, kind: 'unit' }, { searchKeys: 0 })
      .lean<Organization | null>()
    if (!unit || !isWithin(unit.regionCode, region)) throw new Problem('not_found')
    return unit
  }

  async function visibleTo({ actingAs }: OperatorActor) {
    if (actingAs.kind !== 'hrAuthority') throw new Problem('not_allowed')
    return { regionCodes: await regionOf(deps, actingAs.organizationId) }
  }

  async function present(actor: OperatorActor, merges: readonly UnitMerge[]): Promise<UnitMergeView[]> {
    const names = await organizationNames(
      deps,
      merges.flatMap(({ fromId, intoId }) => [fromId, intoId]),
    )
    const bodyOf = (id: unknown) => ({ id: String(id), name: names.get(String(id)) ?? '' })
    return merges.map((merge) => ({
      id: String(merge._id),
      state: merge.state,
      from: bodyOf(merge.fromId),
      into: bodyOf(merge.intoId),
      reason: merge.reason,
      startedAt: merge.startedAt.toISOString(),
      completedAt: merge.completedAt?.toISOString() ?? null,
      abilities: { continue: merge.state === 'running' && mayDo(actor, MERGING) },
    }))
  }

  async function presentOne(actor: OperatorActor, merge: UnitMerge) {
    const [view] = await present(actor, [merge])
    if (!view) throw new Error('a merge was not presented')
    return view
  }

  return {
    async start({ body, actor, request }) {
      assertMayDo(actor, MERGING)
      const region = await regionOf(deps, actor.actingAs.organizationId)
      const [from, into] = [await findUnitOf(region, body.fromId), await findUnitOf(region, body.intoId)]
      const given = { from, into, reason: body.reason }
      return presentOne(actor, await startMerge(deps, circumstances(actor, request), given))
    },
    async list({ query, actor }) {
      const found = await unitMergeModel(deps.db)
        .find({ ...(await visibleTo(actor)), ...afterCursor(query.cursor, { path: '_id', direction: -1 }) })
        .sort({ _id: -1 })
        .limit(query.limit + 1)
        .lean<UnitMerge[]>()
      const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
      return { data: await present(actor, data), nextCursor }
    },
    async continue({ params, actor, request }) {
      const merge = await unitMergeModel(deps.db)
        .findOne({ _id: params.mergeId, ...(await visibleTo(actor)) })
        .lean<UnitMerge | null>()
      if (!merge) throw new Problem('not_found')
      assertMayDo(actor, MERGING)
      return presentOne(actor, await continueMerge(deps, circumstances(actor, request), merge))
    },
  }
}
