import { dayInChina } from '@jijiao/shared/credit-records'
import { Types, trusted } from 'mongoose'
import type { OperatorActor, PersonActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { matchPerson, pageOfActiveTrainees, traineeIdOf } from '../affiliations'
import { hoursVersionsOf } from '../credit-records'
import { organizationNames, regionOf } from '../organizations'
import { type Certificate, certificateModel } from './certificate.model'
import { ofRegionOf } from './certificate.policy'
import { presentIssuedRow, presentRow } from './certificate.presenter'
import { countYears } from './year-count'

type ListQuery = PageQuery & { readonly year: number; readonly q?: string | undefined }

/** The unit's trainees by pinyin, each with what the year has brought, whether or not it has a certificate. */
export async function pageOfYears(deps: Deps, actor: OperatorActor, query: ListQuery, at: Date) {
  const { organizationId } = actor.actingAs
  const unitId = new Types.ObjectId(organizationId)
  const { year } = query
  const { data, nextCursor } = await pageOfActiveTrainees(deps, { organizationId: unitId }, query)
  const trainees = data.map(({ trainee }) => trainee)
  const where = { year, regionCode: await regionOf(deps, organizationId), today: dayInChina(at) }
  const [counts, certificates, names] = await Promise.all([
    countYears(deps, trainees, where),
    currentCertificates(
      deps,
      trainees.map(({ _id }) => _id),
      year,
    ),
    organizationNames(deps, [unitId]),
  ])
  const unit = { id: organizationId, name: names.get(organizationId) ?? '' }
  const rows = trainees.flatMap((trainee) => {
    const count = counts.get(String(trainee._id))
    const certificate = certificates.get(String(trainee._id)) ?? null
    return count ? [presentRow(deps, actor, { trainee, unit, year, count, certificate })] : []
  })
  return { data: rows, nextCursor }
}

async function currentCertificates(deps: Deps, traineeIds: readonly Types.ObjectId[], year: number) {
  const found = await certificateModel(deps.db)
    .find({ traineeId: trusted({ $in: [...traineeIds] }), year, isCurrent: true })
    .lean<Certificate[]>()
  return new Map(found.map((certificate) => [String(certificate.traineeId), certificate]))
}

/** The certificates of the authority's region by pinyin, those that no longer hold included. */
export async function pageOfRegion(deps: Deps, actor: OperatorActor, query: ListQuery) {
  const found = await certificateModel(deps.db)
    .find({
      ...(await ofRegionOf(deps, actor)),
      year: query.year,
      $and: [matchPerson(deps, query.q), afterCursor(query.cursor, { path: 'nameKeys.pinyin', direction: 1 })],
    })
    .sort({ 'nameKeys.pinyin': 1, _id: 1 })
    .limit(query.limit + 1)
    .lean<Certificate[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ nameKeys, _id }) => ({
    value: nameKeys.pinyin,
    id: String(_id),
  }))
  const versionOf = await hoursVersionsOfAll(deps, data)
  return { data: data.map((one) => presentIssuedRow(deps, actor, one, versionOf(one))), nextCursor }
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
