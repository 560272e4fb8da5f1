import type { ExemptionLine } from '@jijiao/shared/exemptions'
import type { exemptionContract } from '@jijiao/shared/exemptions/contract'
import { Types } from 'mongoose'
import { attachmentsOf, presentAttachment } from '../../attachments'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { traineeIdOf } from '../affiliations'
import { ruleSetForPerson } from '../rule-sets'
import { grantExemption, revokeExemption } from './exemption.commands'
import { exemptionFiles } from './exemption.files'
import { type Exemption, exemptionModel } from './exemption.model'
import { EXEMPTING, findExemptible, findVisible, mayRevoke, visibleTo } from './exemption.policy'

const newestFirst = { path: '_id', direction: -1 } as const

export function exemptionRoutes(deps: Deps): Handlers<typeof exemptionContract> {
  async function pageOf(filter: object, query: PageQuery) {
    const found = await exemptionModel(deps.db)
      .find({ ...filter, $and: [afterCursor(query.cursor, newestFirst)] })
      .sort({ _id: -1 })
      .limit(query.limit + 1)
      .lean<Exemption[]>()
    return cutPage(found, query.limit, ({ _id }) => ({ value: '', id: String(_id) }))
  }
  async function view(actor: OperatorActor, exemption: Exemption) {
    const files = await attachmentsOf(deps, exemptionFiles(exemption))
    return { ...present(exemption, mayRevoke(actor, exemption)), attachments: files.map(presentAttachment) }
  }

  return {
    async list({ query, actor }) {
      const ofOne = query.traineeId ? { traineeId: new Types.ObjectId(query.traineeId) } : {}
      const { data, nextCursor } = await pageOf({ ...visibleTo(actor), ...ofOne }, query)
      return { data: data.map((one) => present(one, mayRevoke(actor, one))), nextCursor }
    },
    async grant({ body, actor, request }) {
      assertMayDo(actor, EXEMPTING)
      const { traineeId, ...given } = body
      const person = await findExemptible(deps, actor, traineeId)
      const { organizationId } = actor.actingAs
      const granted = { ...given, person, organizationId }
      return view(actor, await grantExemption(deps, circumstances(actor, request), granted))
    },
    async mine({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      if (traineeId === null) return { data: [], nextCursor: null }
      const { data, nextCursor } = await pageOf({ traineeId: new Types.ObjectId(traineeId) }, query)
      return { data: data.map((one) => present(one, false)), nextCursor }
    },
    async kinds({ params, query, actor }) {
      assertMayDo(actor, EXEMPTING)
      const { trainee, regionCode } = await findExemptible(deps, actor, params.traineeId)
      const ruleSet = await ruleSetForPerson(deps, { regionCode, year: query.year, series: trainee.series })
      return { kinds: ruleSet?.exemptions ?? [] }
    },
    get: async ({ params, actor }) => view(actor, await findVisible(deps, actor, params.exemptionId)),
    async revoke({ params, body, actor, request }) {
      const found = await findVisible(deps, actor, params.exemptionId)
      assertMayDo(actor, EXEMPTING)
      if (String(found.organizationId) !== actor.actingAs.organizationId) throw new Problem('not_allowed')
      return view(actor, await revokeExemption(deps, circumstances(actor, request), found, body))
    },
  }
}

const present = (exemption: Exemption, revoke: boolean): ExemptionLine => ({
  id: String(exemption._id),
  traineeId: String(exemption.traineeId),
  traineeName: exemption.traineeName,
  code: exemption.code,
  label: exemption.label,
  years: exemption.years,
  basis: exemption.basis,
  state: exemption.state,
  grantedBy: { id: String(exemption.organizationId), name: exemption.organizationName },
  grantedAt: exemption.grantedAt.toISOString(),
  revokedAt: exemption.revokedAt?.toISOString() ?? null,
  reason: exemption.reason,
  version: exemption.version,
  abilities: { revoke },
})
