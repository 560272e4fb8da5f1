import type { legacyContract } from '@jijiao/shared/legacy/contract'
import { Types } from 'mongoose'
import { type Circumstances, circumstances, fact, recordFacts } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import { afterCursor, cutPage } from '../../db/keyset'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { bindLegacyUnit } from './binding.commands'
import { decideClaim } from './claim.commands'
import { type LegacyClaim, type LegacyUnit, legacyClaimModel, legacyUnitModel } from './legacy.model'
import { BINDING, claimsVisibleTo, DECIDING, findVisibleClaim, PRINTING, visibleTo } from './legacy.policy'
import { presentCertificate, presentClaim, presentPerson, presentPrint, presentRecord } from './legacy.presenter'
import {
  findLegacyPrint,
  ownedByPerson,
  pageOfLegacyCertificates,
  pageOfLegacyPeople,
  pageOfLegacyRecords,
} from './legacy.queries'

const NOTHING = { data: [], nextCursor: null }

export function legacyRoutes(deps: Deps): Handlers<typeof legacyContract> {
  /** A print bears the whole ID number. */
  async function keepReveal(of: Circumstances, certificateId: string) {
    const subject = { kind: 'legacyCertificate', id: certificateId } as const
    const revealed = fact(of, { what: 'PersonalDataRevealed', subject, details: { field: 'residentId' } })
    await inTransaction(deps.db, (session) => recordFacts(deps.db, [revealed], session))
  }

  return {
    async bind({ body, actor, request }) {
      assertMayDo(actor, BINDING)
      return bindLegacyUnit(deps, circumstances(actor, request), actor.actingAs.organizationId, body)
    },
    async bindings({ actor }) {
      const units = await legacyUnitModel(deps.db)
        .find({ organizationId: new Types.ObjectId(actor.actingAs.organizationId) }, { name: 1 })
        .lean<Pick<LegacyUnit, '_id' | 'name'>[]>()
      return { data: units.map(({ _id, name }) => ({ id: String(_id), name })) }
    },
    async records({ query, actor }) {
      const { data, nextCursor } = await pageOfLegacyRecords(deps, await visibleTo(deps, actor), query)
      return { data: data.map((record) => presentRecord(deps, record)), nextCursor }
    },
    async certificates({ query, actor }) {
      const { data, nextCursor } = await pageOfLegacyCertificates(deps, await visibleTo(deps, actor), query)
      return { data: data.map((certificate) => presentCertificate(deps, certificate)), nextCursor }
    },
    async certificate({ params, actor, request }) {
      const found = await findLegacyPrint(deps, params.certificateId, await visibleTo(deps, actor))
      assertMayDo(actor, PRINTING)
      await keepReveal(circumstances(actor, request), params.certificateId)
      return presentPrint(deps, found.certificate, found.records)
    },
    async people({ query, actor }) {
      const { data, nextCursor } = await pageOfLegacyPeople(deps, await visibleTo(deps, actor), query)
      return { data: data.map((person) => presentPerson(deps, person)), nextCursor }
    },
    async myRecords({ query, actor }) {
      const own = await ownedByPerson(deps, actor)
      if (!own) return NOTHING
      const { data, nextCursor } = await pageOfLegacyRecords(deps, own, query)
      return { data: data.map((record) => presentRecord(deps, record)), nextCursor }
    },
    async myCertificates({ query, actor }) {
      const own = await ownedByPerson(deps, actor)
      if (!own) return NOTHING
      const { data, nextCursor } = await pageOfLegacyCertificates(deps, own, query)
      return { data: data.map((certificate) => presentCertificate(deps, certificate)), nextCursor }
    },
    async myCertificate({ params, actor, request }) {
      const found = await findLegacyPrint(deps, params.certificateId, await ownedByPerson(deps, actor))
      await keepReveal(circumstances(actor, request), params.certificateId)
      return presentPrint(deps, found.certificate, found.records)
    },
    async claims({ query, actor }) {
      const found = await legacyClaimModel(deps.db)
        .find({
          ...(await claimsVisibleTo(deps, actor)),
          ...(query.state && { state: query.state }),
          $and: [afterCursor(query.cursor, { path: '_id', direction: -1 })],
        })
        .sort({ _id: -1 })
        .limit(query.limit + 1)
        .lean<LegacyClaim[]>()
      const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: '', id: String(_id) }))
      return { data: data.map((claim) => presentClaim(actor, claim)), nextCursor }
    },
    async decideClaim({ params, body, actor, request }) {
      const claim = await findVisibleClaim(deps, actor, params.claimId)
      assertMayDo(actor, DECIDING)
      return presentClaim(actor, await decideClaim(deps, circumstances(actor, request), claim, body))
    },
  }
}
