import { createHash } from 'node:crypto'
import { LEGACY_COLUMNS, type LegacyTable, legacyCodeKey, legacyNameKey, legacyNumberKey } from '@jijiao/shared/legacy'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { type Model, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { type RowFault, readRows, readSheet } from '../../sheets'
import {
  type LegacyUnit,
  legacyCertificateModel,
  legacyPersonModel,
  legacyRecordModel,
  legacyUnitModel,
} from './legacy.model'
import { type LegacyRow, readLegacyRow } from './rows'

type ImportDeps = Pick<Deps, 'db' | 'vault'>
export type LegacyImport = { readonly added: number; readonly known: number; readonly faults: readonly RowFault[] }

const LIMITS = { rows: 20_001, columns: 40 }
const AT_ONCE = 500

/**
 * Takes a table of the old system in. A row is stored under what it says, so the same file a second time, or the rest of
 * one that was interrupted, adds only what is not there. Rows with faults are left out and named.
 */
export async function importLegacy(
  deps: ImportDeps,
  of: Circumstances,
  table: LegacyTable,
  file: Uint8Array,
): Promise<LegacyImport> {
  const read = readRows(await readSheet(file, LIMITS), LEGACY_COLUMNS[table]).map((row) => readLegacyRow(table, row))
  const faults = read.flatMap((outcome) => ('faults' in outcome ? outcome.faults : []))
  const rows = read.flatMap((outcome) => ('row' in outcome ? [outcome.row] : []))
  let added = 0
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = await storeRows(deps, table, rows.slice(at, at + AT_ONCE))
    added += part.added
    faults.push(...part.faults)
  }
  const refused = new Set(faults.map(({ row }) => row)).size
  const known = read.length - added - refused
  const imported = fact(of, {
    what: 'LegacyImported',
    subject: { kind: 'legacyImport', id: String(new Types.ObjectId()) },
    details: { table, added, known, refused },
  })
  await inTransaction(deps.db, (session) => recordFacts(deps.db, [imported], session))
  return { added, known, faults }
}

async function storeRows(deps: ImportDeps, table: LegacyTable, rows: readonly LegacyRow[]) {
  const { units, added } = await storeUnits(deps, rows)
  if (table === 'units') return { added, faults: [] }
  const people = rows.map((row) => personOf(deps, units, row))
  const addedPeople = await insertMissing(
    legacyPersonModel(deps.db),
    people.map((person) => ({ ...person, matchKey: legacyNameKey(person.name) })),
    ({ unitId, residentIdIndex }) => ({ unitId, residentIdIndex }),
  )
  if (table === 'people') return { added: addedPeople, faults: [] }
  if (table === 'records') {
    const records = rows.map((row, index) => recordOf(row, people[index] ?? personOf(deps, units, row)))
    const addedRecords = await insertMissing(legacyRecordModel(deps.db), records, ({ rowKey }) => ({ rowKey }))
    return { added: addedRecords, faults: [] }
  }
  return storeCertificates(
    deps,
    rows.map((row, index) => ({ row, person: people[index] ?? personOf(deps, units, row) })),
  )
}

/** Puts in what is not there under its key; answers how many that were. */
async function insertMissing<T>(model: Model<T>, things: readonly T[], keyOf: (thing: T) => object): Promise<number> {
  const { upsertedCount } = await model.bulkWrite(
    things.map((thing) => ({
      updateOne: { filter: keyOf(thing), update: { $setOnInsert: withoutKey(thing, keyOf(thing)) }, upsert: true },
    })) as Parameters<typeof model.bulkWrite>[0],
    { ordered: true },
  )
  return upsertedCount
}

const withoutKey = <T>(thing: T, key: object) =>
  Object.fromEntries(Object.entries(thing as object).filter(([field]) => !(field in key)))

const unitKeyOf = ({ values: { unitName = '', unitCode = '' } }: LegacyRow) => ({
  nameKey: legacyNameKey(unitName),
  codeKey: legacyCodeKey(unitCode),
})

async function storeUnits({ db }: ImportDeps, rows: readonly LegacyRow[]) {
  const distinct = new Map(rows.map((row) => [JSON.stringify(unitKeyOf(row)), row]))
  const documents = [...distinct.values()].map((row) => ({
    _id: new Types.ObjectId(),
    ...unitKeyOf(row),
    name: row.values.unitName ?? '',
    code: row.values.unitCode ?? '',
    regionCode: row.values.regionCode || null,
    organizationId: null,
    boundAt: null,
  }))
  const keyOf = ({ nameKey, codeKey }: Pick<LegacyUnit, 'nameKey' | 'codeKey'>) => ({ nameKey, codeKey })
  const added = await insertMissing<LegacyUnit>(legacyUnitModel(db), documents, keyOf)
  const nameKeysOfAll = [...new Set(documents.map(({ nameKey }) => nameKey))]
  const found = await legacyUnitModel(db)
    .find({ nameKey: trusted({ $in: nameKeysOfAll }) })
    .lean<LegacyUnit[]>()
  return { units: new Map(found.map((unit) => [JSON.stringify(keyOf(unit)), unit])), added }
}

function personOf({ vault }: ImportDeps, units: ReadonlyMap<string, LegacyUnit>, row: LegacyRow) {
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

async function storeCertificates(deps: ImportDeps, given: readonly OfCertificate[]) {
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
  const added = await insertMissing(Certificates, certificates, ({ numberKey }) => ({ numberKey }))
  const stored = await Certificates.find(
    { numberKey: trusted({ $in: certificates.map(({ numberKey }) => numberKey) }) },
    { numberKey: 1, residentIdIndex: 1 },
  ).lean()
  const holders = new Map(stored.map(({ numberKey, residentIdIndex }) => [numberKey, residentIdIndex]))
  const faults = certificates.flatMap(({ numberKey, residentIdIndex }, index): RowFault[] =>
    holders.get(numberKey) === residentIdIndex
      ? []
      : [
          {
            row: given[index]?.row.number ?? 0,
            column: LEGACY_COLUMNS.certificates.number.heading,
            detail: '这个证书编号已属于另一个人，请核对',
          },
        ],
  )
  return { added, faults }
}
