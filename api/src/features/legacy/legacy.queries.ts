import { maskResidentId } from '@jijiao/shared/identifiers'
import { legacyNumberKey } from '@jijiao/shared/legacy'
import type { AccountActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { ModelOf } from '../../db/model'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { matchPerson, traineeOf } from '../affiliations'
import {
  type LegacyCertificate,
  type LegacyPerson,
  type LegacyRecord,
  legacyCertificateModel,
  legacyPersonModel,
  legacyRecordModel,
} from './legacy.model'

type LegacyQuery = PageQuery & { readonly q?: string | undefined; readonly year?: number | undefined }

const newestFirst =
  <T extends LegacyRecord | LegacyCertificate>(model: ModelOf<T>) =>
  async (deps: Deps, visible: object, query: LegacyQuery) => {
    const found = await model(deps.db)
      .find({
        ...visible,
        ...(query.year !== undefined && { year: query.year }),
        $and: [matchPerson(deps, query.q), afterCursor(query.cursor, { path: '_id', direction: -1 })],
      })
      .sort({ _id: -1 })
      .limit(query.limit + 1)
      .lean<T[]>()
    return cutPage(found, query.limit, ({ _id }) => ({ value: '', id: String(_id) }))
  }

export const pageOfLegacyRecords = newestFirst<LegacyRecord>(legacyRecordModel)
export const pageOfLegacyCertificates = newestFirst<LegacyCertificate>(legacyCertificateModel)

/** In the order of their names' pinyin. */
export async function pageOfLegacyPeople(
  deps: Deps,
  visible: object,
  query: PageQuery & { readonly q?: string | undefined },
) {
  const found = await legacyPersonModel(deps.db)
    .find({
      ...visible,
      $and: [matchPerson(deps, query.q), afterCursor(query.cursor, { path: 'nameKeys.pinyin', direction: 1 })],
    })
    .sort({ 'nameKeys.pinyin': 1, _id: 1 })
    .limit(query.limit + 1)
    .lean<LegacyPerson[]>()
  return cutPage(found, query.limit, ({ nameKeys, _id }) => ({ value: nameKeys.pinyin, id: String(_id) }))
}

/** What the old system has of the person herself, whichever unit it was; `null` while she has no profile. */
export async function ownedByPerson(deps: Deps, actor: AccountActor) {
  const trainee = await traineeOf(deps, actor)
  return trainee && { residentIdIndex: trainee.residentIdIndex }
}

const MOST_COURSES = 200

/** An old certificate and the courses of its year, as far as the old system has them. */
export async function findLegacyPrint(deps: Deps, certificateId: string, visible: object | null) {
  const certificate =
    visible &&
    (await legacyCertificateModel(deps.db)
      .findOne({ _id: certificateId, ...visible })
      .lean<LegacyCertificate | null>())
  if (!certificate) throw new Problem('not_found')
  const records = await legacyRecordModel(deps.db)
    .find({ residentIdIndex: certificate.residentIdIndex, year: certificate.year })
    .sort({ _id: -1 })
    .limit(MOST_COURSES)
    .lean<LegacyRecord[]>()
  return { certificate, records }
}

/** For the public verification: what the old system issued under a number, ID number masked; `null` if nothing. */
export async function findLegacyCertificate(deps: Pick<Deps, 'db' | 'vault'>, number: string) {
  const numberKey = legacyNumberKey(number)
  if (numberKey === '') return null
  const found = await legacyCertificateModel(deps.db).findOne({ numberKey }).lean<LegacyCertificate | null>()
  if (!found) return null
  const { name, unitName, year, series, publicTenths, professionalTenths, electiveTenths, result, issuedOn } = found
  return {
    number: found.number,
    name,
    residentId: maskResidentId(deps.vault.open('residentId', found.sealedResidentId)),
    unitName,
    year,
    series,
    publicTenths,
    professionalTenths,
    electiveTenths,
    totalTenths: publicTenths + professionalTenths + electiveTenths,
    result,
    issuedOn,
  }
}
