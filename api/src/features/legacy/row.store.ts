import { createHash } from 'node:crypto'
import { LEGACY_COLUMNS, type LegacyTable, legacyCodeKey, legacyNameKey, legacyNumberKey } from '@jijiao/shared/legacy'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { type ClientSession, type Model, Types, trusted } from 'mongoose'
import type { Circumstances } from '../../audit'
import { groupedBy } from '../../db/grouped'
import type { Deps } from '../../deps'
import type { RowFault } from '../../sheets'
import {
  type LegacyUnit,
  legacyCertificateModel,
  legacyPersonModel,
  legacyRecordModel,
  legacyUnitModel,
} from './legacy.model'
import type { LegacyRow } from './rows'
import { askTakeovers } from './takeover.job'

export type StoreDeps = Pick<Deps, 'db' | 'vault'>
type Storing = { readonly deps: StoreDeps; readonly of: Circumstances; readonly session: ClientSession }

/** Of each row what was made of it; `null`: it says what is there already, or it has a fault. */
export type StoredRows = { readonly made: readonly (Types.ObjectId | null)[]; readonly faults: readonly RowFault[] }

/** Adds what is not there yet; people of units that somebody has taken over already follow there. */
export async function storeRows(
  { deps, of, session }: Storing,
  table: LegacyTable,
  rows: readonly LegacyRow[],
): Promise<StoredRows> {
  const { units, made } = await storeUnits(deps, rows, session)
  if (table === 'units') return { made, faults: [] }
  const people = rows.map((row) => personOf(deps, units, row))
  const madePeople = await insertMissing(
    legacyPersonModel(deps.db),
    people.map((person) => ({ ...person, matchKey: legacyNameKey(person.name), ...NOT_TAKEN_OVER })),
    ({ unitId, residentIdIndex }) => ({ unitId, residentIdIndex }),
    session,
  )
  const taken = [...units.values()].filter(({ organizationId }) => organizationId !== null)
  const isNewIn = ({ _id }: LegacyUnit) => people.some(({ unitId }, index) => unitId.equals(_id) && madePeople[index])
  await askTakeovers(deps, of, taken.filter(isNewIn), session)
  if (table === 'people') return { made: madePeople, faults: [] }
  if (table === 'records') {
    const records = rows.map((row, index) => recordOf(row, people[index] ?? personOf(deps, units, row)))
    const keyOf = ({ rowKey }: { readonly rowKey: string }) => ({ rowKey })
    return { made: await insertMissing(legacyRecordModel(deps.db), records, keyOf, session), faults: [] }
  }
  const given = rows.map((row, index) => ({ row, person: people[index] ?? personOf(deps, units, row) }))
  return storeCertificates(deps, given, session)
}

const NOT_TAKEN_OVER = { takenOverBy: null, takeover: null, traineeId: null, affiliationId: null } as const

/** Puts in what is not there under its key; answers the ids of what was put in, in the order given. */
async function insertMissing<T extends { readonly _id: Types.ObjectId }>(
  model: Model<T>,
  things: readonly T[],
  keyOf: (thing: T) => object,
  session: ClientSession,
): Promise<(Types.ObjectId | null)[]> {
  const { upsertedIds } = await model.bulkWrite(
    things.map((thing) => ({
      updateOne: { filter: keyOf(thing), update: { $setOnInsert: withoutKey(thing, keyOf(thing)) }, upsert: true },
    })) as Parameters<typeof model.bulkWrite>[0],
    { ordered: true, session },
  )
  return things.map(({ _id }, index) => (index in upsertedIds ? _id : null))
}

const withoutKey = <T>(thing: T, key: object) =>
  Object.fromEntries(Object.entries(thing as object).filter(([field]) => !(field in key)))

export const unitKeyOf = ({ values: { unitName = '', unitCode = '' } }: LegacyRow) => ({
  nameKey: legacyNameKey(unitName),
  codeKey: legacyCodeKey(unitCode),
})

/** Many rows name few units: each is asked for once, and what was made is said of the row that named it first. */
async function storeUnits({ db }: StoreDeps, rows: readonly LegacyRow[], session: ClientSession) {
  const documents = rows.map((row) => ({
    _id: new Types.ObjectId(),
    ...unitKeyOf(row),
    name: row.values.unitName ?? '',
    code: row.values.unitCode ?? '',
    regionCode: row.values.regionCode || null,
    organizationId: null,
    boundAt: null,
  }))
  const keyOf = ({ nameKey, codeKey }: Pick<LegacyUnit, 'nameKey' | 'codeKey'>) => ({ nameKey, codeKey })
  const byKey = groupedBy(documents, (unit) => JSON.stringify(keyOf(unit)))
  const firsts = [...byKey.values()].flatMap((those) => those.slice(0, 1))
  const madeFirsts = await insertMissing<LegacyUnit>(legacyUnitModel(db), firsts, keyOf, session)
  const isMade = new Set(madeFirsts.map(String))
  const nameKeysOfAll = [...new Set(documents.map(({ nameKey }) => nameKey))]
  const found = await legacyUnitModel(db)
    .find({ nameKey: trusted({ $in: nameKeysOfAll }) }, null, { session })
    .lean<LegacyUnit[]>()
  return {
    units: new Map(found.map((unit) => [JSON.stringify(keyOf(unit)), unit])),
    made: documents.map(({ _id }) => (isMade.has(String(_id)) ? _id : null)),
  }
}

function personOf({ vault }: StoreDeps, units: ReadonlyMap<string, LegacyUnit>, row: LegacyRow) {
  const unit = units.get(JSON.stringify(unitKeyOf(row)))
  if (!unit) throw new Error(`the old unit of row ${row.number} is gone`)
  const name = row.values.name ?? ''
  return {
    _id: new Types.ObjectId(),
    unitId: unit._id,
    unitName: unit.name,
    name,
    nameKeys: nameKeys(name),
    sealedResidentId: vault.seal('residentId', row.residentId),
    residentIdIndex: vault.blindIndex('residentId', row.residentId),
  }
}
type OfPerson = ReturnType<typeof personOf>

function recordOf({ values, year, category, tenths, days }: LegacyRow, person: OfPerson) {
  const content = {
    year,
    category,
    courseName: values.courseName ?? '',
    certifiedTenths: tenths.hours,
    provider: values.provider || null,
    startsOn: days.startsOn,
    endsOn: days.endsOn,
  }
  const says = JSON.stringify([String(person.unitId), person.residentIdIndex, content])
  return {
    ...person,
    _id: new Types.ObjectId(),
    ...content,
    rowKey: createHash('sha256').update(says).digest('base64url'),
  }
}

type OfCertificate = { readonly row: LegacyRow; readonly person: OfPerson }

async function storeCertificates(
  deps: StoreDeps,
  given: readonly OfCertificate[],
  session: ClientSession,
): Promise<StoredRows> {
  const Certificates = legacyCertificateModel(deps.db)
  const certificates = given.map(({ row: { values, year, tenths, days, result }, person }) => ({
    ...person,
    _id: new Types.ObjectId(),
    number: values.number ?? '',
    numberKey: legacyNumberKey(values.number ?? ''),
    year,
    series: values.series || null,
    publicTenths: tenths.publicHours,
    professionalTenths: tenths.professionalHours,
    electiveTenths: tenths.electiveHours,
    result,
    issuedOn: days.issuedOn,
  }))
  const made = await insertMissing(Certificates, certificates, ({ numberKey }) => ({ numberKey }), session)
  const stored = await Certificates.find(
    { numberKey: trusted({ $in: certificates.map(({ numberKey }) => numberKey) }) },
    { numberKey: 1, residentIdIndex: 1 },
    { session },
  ).lean()
  const holders = new Map(stored.map(({ numberKey, residentIdIndex }) => [numberKey, residentIdIndex]))
  const faults = certificates.flatMap(({ numberKey, residentIdIndex }, index): RowFault[] =>
    holders.get(numberKey) === residentIdIndex
      ? []
      : [
          {
            row: given[index]?.row.number ?? 0,
            column: LEGACY_COLUMNS.certificates.number.heading,
            detail: NUMBER_TAKEN,
          },
        ],
  )
  return { made, faults }
}

export const NUMBER_TAKEN = '这个证书编号已属于另一个人，请核对'
