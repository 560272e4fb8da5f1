import type { Sort } from '@jijiao/shared/http/contract'
import { Types, trusted } from 'mongoose'
import type { OperatorActor, PersonActor } from '../../auth/actor'
import { groupedBy } from '../../db/grouped'
import { afterCursor, cutPage, type PageQuery, positionIn, sortIn } from '../../db/keyset'
import type { Deps } from '../../deps'
import {
  type AffiliatedTrainee,
  byName,
  matchPerson,
  pageOfActiveTrainees,
  restrictedAmong,
  traineeIdOf,
} from '../affiliations'
import { hoursVersionsOf } from '../credit-records'
import { organizationNames } from '../organizations'
import { type Certificate, certificateModel } from './certificate.model'
import { ofRegionOf } from './certificate.policy'
import { presentIssuedRow, presentRow } from './certificate.presenter'
import { countYears } from './year-count'

type ListQuery = PageQuery & {
  readonly year: number
  readonly q?: string | undefined
  readonly sort: Sort<'name'>
}

/** The unit's trainees by pinyin, each with what the year has brought, whether or not it has a certificate. */
export const pageOfUnitYears = (deps: Deps, actor: OperatorActor, query: ListQuery) =>
  pageOfYears(deps, actor, { organizationId: new Types.ObjectId(actor.actingAs.organizationId) }, query)

/** The same of all units of the authority's region. */
export const pageOfRegionYears = async (deps: Deps, actor: OperatorActor, query: ListQuery) =>
  pageOfYears(deps, actor, await ofRegionOf(deps, actor), query)

async function pageOfYears(
  deps: Deps,
  actor: OperatorActor,
  of: Parameters<typeof pageOfActiveTrainees>[1],
  query: ListQuery,
) {
  const { year } = query
  const { data, nextCursor } = await pageOfActiveTrainees(deps, of, query)
  const [counts, certificates, names] = await Promise.all([
    countYearsOf(deps, data, year),
    currentCertificates(
      deps,
      data.map(({ trainee }) => trainee._id),
      year,
    ),
    organizationNames(
      deps,
      data.map(({ affiliation }) => affiliation.organizationId),
    ),
  ])
  const rows = data.flatMap(({ trainee, affiliation }) => {
    const count = counts.get(String(trainee._id))
    const certificate = certificates.get(String(trainee._id)) ?? null
    const unitId = String(affiliation.organizationId)
    const unit = { id: unitId, name: names.get(unitId) ?? '' }
    return count ? [presentRow(deps, actor, { trainee, unit, year, count, certificate })] : []
  })
  return { data: rows, nextCursor }
}

/** Each by the rules of the unit's region, which is the last of those around it. */
async function countYearsOf(deps: Deps, people: readonly AffiliatedTrainee[], year: number) {
  const byRegion = groupedBy(people, ({ affiliation }) => affiliation.regionCodes.at(-1) ?? '')
  const counted = await Promise.all(
    [...byRegion].map(([regionCode, group]) =>
      countYears(
        deps,
        group.map(({ trainee }) => trainee),
        { year, regionCode },
      ),
    ),
  )
  return new Map(counted.flatMap((counts) => [...counts]))
}

async function currentCertificates(deps: Deps, traineeIds: readonly Types.ObjectId[], year: number) {
  const found = await certificateModel(deps.db)
    .find({ traineeId: trusted({ $in: [...traineeIds] }), year, isCurrent: true })
    .lean<Certificate[]>()
  return new Map(found.map((certificate) => [String(certificate.traineeId), certificate]))
}

/** The certificates of the authority's region, those that no longer hold included. */
export async function pageOfRegion(deps: Deps, actor: OperatorActor, query: ListQuery) {
  const order = byName(query.sort)
  const found = await certificateModel(deps.db)
    .find({
      ...(await ofRegionOf(deps, actor)),
      year: query.year,
      $and: [matchPerson(deps, query.q), afterCursor(query.cursor, order)],
    })
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<Certificate[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ nameKeys, _id }) =>
    positionIn(order, nameKeys.pinyin, _id),
  )
  const versionOf = await hoursVersionsOfAll(deps, data)
  const restricted = await restrictedAmong(
    deps,
    data.map(({ traineeId }) => traineeId),
  )
  const readingOf = (one: Certificate) => ({
    hoursVersion: versionOf(one),
    isOwn: false,
    isRestricted: restricted.has(String(one.traineeId)),
  })
  return { data: data.map((one) => presentIssuedRow(deps, actor, one, readingOf(one))), nextCursor }
}

/** The actor's own, newest first. */
export async function pageOfMine(deps: Deps, actor: PersonActor, query: PageQuery) {
  const traineeId = await traineeIdOf(deps, actor)
  if (!traineeId) return { data: [], nextCursor: null }
  const found = await certificateModel(deps.db)
    .find({ traineeId: new Types.ObjectId(traineeId), ...afterCursor(query.cursor, { path: '_id', direction: -1 }) })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .lean<Certificate[]>()
  return cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
}

/** What version the hours of each certificate's year have now; one query for each year among them. */
export async function hoursVersionsOfAll(
  deps: Pick<Deps, 'db'>,
  certificates: readonly Certificate[],
): Promise<(certificate: Certificate) => number> {
  const years = [...new Set(certificates.map(({ year }) => year))]
  const byYear = await Promise.all(
    years.map(async (year) => {
      const traineeIds = certificates.filter((one) => one.year === year).map(({ traineeId }) => traineeId)
      return [year, await hoursVersionsOf(deps, { traineeIds, year })] as const
    }),
  )
  const versions = new Map(byYear)
  return ({ traineeId, year }) => versions.get(year)?.get(String(traineeId)) ?? 0
}
