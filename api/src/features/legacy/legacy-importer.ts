import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelsOf } from '@jijiao/shared/codes'
import { LEGACY_COLUMNS, LEGACY_TABLES, type LegacyTable, legacyNumberKey } from '@jijiao/shared/legacy'
import { isWithin } from '@jijiao/shared/regions'
import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Work } from '../../auth/acting'
import type { Deps } from '../../deps'
import type { ImportRow, RowFault } from '../../sheets'
import { regionOf } from '../organizations'
import {
  type LegacyUnit,
  legacyCertificateModel,
  legacyPersonModel,
  legacyRecordModel,
  legacyUnitModel,
} from './legacy.model'
import { NUMBER_TAKEN, storeRows, unitKeyOf } from './row.store'
import { type LegacyRow, readLegacyRow } from './rows'

/** What the old system left is taken in by the HR authority of the region. */
const TAKING_IN: Work = { kinds: ['hrAuthority'], grant: 'operate' }

const OPTIONS: Readonly<Partial<Record<string, readonly string[]>>> = {
  category: COURSE_CATEGORIES.map((category) => COURSE_CATEGORY_LABELS[category]),
  result: labelsOf(ASSESSMENT_RESULTS),
}

type Row = ImportRow<string>
type At = { readonly organizationId: Types.ObjectId; readonly on: Date }
type Storing = { readonly organizationId: Types.ObjectId; readonly rows: readonly Row[] }

const AT_ONCE = 500

/** One table of the old system, by upload; what it says and how it is stored is the same as by the command. */
const legacyImporter = (table: LegacyTable) => ({
  columns: Object.fromEntries(
    Object.entries<{ readonly heading: string; readonly isRequired?: boolean }>(LEGACY_COLUMNS[table]).map(
      ([field, column]) => {
        const options = OPTIONS[field]
        return [field, options ? { ...column, options } : column]
      },
    ),
  ),
  work: TAKING_IN,
  async check(deps: Deps, { organizationId }: At, rows: readonly Row[]): Promise<RowFault[]> {
    const { legible, faults } = readAll(table, rows)
    const region = await regionOf(deps, String(organizationId))
    return [
      ...faults,
      ...repeated(rows),
      ...(await outside(deps, region, legible)),
      ...(table === 'certificates' ? await takenNumbers(deps, legible) : []),
    ]
  },
  async store(deps: Deps, of: Circumstances, { rows }: Storing, session: ClientSession) {
    const { legible } = readAll(table, rows)
    const { made, faults } = await storeRows({ deps, of, session }, table, legible)
    if (made.length !== rows.length || faults.length > 0) {
      throw new Error('rows that were found right are wrong now')
    }
    return made
  },
  undo: (deps: Deps, _: Circumstances, ids: readonly Types.ObjectId[], session: ClientSession) =>
    UNDO[table](deps, ids, session),
})

function readAll(table: LegacyTable, rows: readonly Row[]) {
  const read = rows.map((row) => readLegacyRow(table, row))
  return {
    legible: read.flatMap((outcome) => ('row' in outcome ? [outcome.row] : [])),
    faults: read.flatMap((outcome) => ('faults' in outcome ? outcome.faults : [])),
  }
}

function repeated(rows: readonly Row[]): RowFault[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ number, values }) => {
    const says = JSON.stringify(values)
    const earlier = first.get(says)
    if (earlier !== undefined) return [{ row: number, column: null, detail: `与第 ${earlier} 行相同` }]
    first.set(says, number)
    return []
  })
}

/** An authority speaks for the units of its region; where a unit of the old system lies is often not known. */
async function outside(deps: Deps, region: string, rows: readonly LegacyRow[]): Promise<RowFault[]> {
  const known = new Map<string, string>()
  const names = [...new Set(rows.map((row) => unitKeyOf(row).nameKey))]
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const units = await legacyUnitModel(deps.db)
      .find({ nameKey: trusted({ $in: names.slice(at, at + AT_ONCE) }) })
      .lean<LegacyUnit[]>()
    for (const { nameKey, codeKey, regionCode } of units) {
      if (regionCode) known.set(JSON.stringify({ nameKey, codeKey }), regionCode)
    }
  }
  return rows.flatMap((row) => {
    const regionCode = known.get(JSON.stringify(unitKeyOf(row))) ?? row.values.regionCode
    if (!regionCode || isWithin(regionCode, region)) return []
    return [{ row: row.number, column: LEGACY_COLUMNS.units.unitName.heading, detail: '这个单位不在本辖区' }]
  })
}

/** A number belongs to one person, in the file and in what is stored. */
async function takenNumbers(deps: Deps, rows: readonly LegacyRow[]): Promise<RowFault[]> {
  const numberOf = ({ values }: LegacyRow) => legacyNumberKey(values.number ?? '')
  const holders = new Map<string, string>()
  const numbers = [...new Set(rows.map(numberOf))]
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const stored = await legacyCertificateModel(deps.db)
      .find({ numberKey: trusted({ $in: numbers.slice(at, at + AT_ONCE) }) }, { numberKey: 1, residentIdIndex: 1 })
      .lean<{ numberKey: string; residentIdIndex: string }[]>()
    for (const { numberKey, residentIdIndex } of stored) holders.set(numberKey, residentIdIndex)
  }
  return rows.flatMap((row) => {
    const index = deps.vault.blindIndex('residentId', row.residentId)
    const holder = holders.get(numberOf(row)) ?? index
    holders.set(numberOf(row), holder)
    if (holder === index) return []
    return [{ row: row.number, column: LEGACY_COLUMNS.certificates.number.heading, detail: NUMBER_TAKEN }]
  })
}

type Undo = (deps: Pick<Deps, 'db'>, ids: readonly Types.ObjectId[], session: ClientSession) => Promise<boolean>

/** A unit has moved on when it is taken over or has people, a person when she is; the rest goes nowhere. */
const UNDO: Readonly<Record<LegacyTable, Undo>> = {
  async units({ db }, ids, session) {
    if (
      await legacyPersonModel(db)
        .exists({ unitId: trusted({ $in: [...ids] }) })
        .session(session)
    )
      return false
    const free = { _id: trusted({ $in: [...ids] }), organizationId: null }
    return (await legacyUnitModel(db).deleteMany(free, { session })).deletedCount === ids.length
  },
  async people({ db }, ids, session) {
    const free = { _id: trusted({ $in: [...ids] }), takenOverBy: null }
    return (await legacyPersonModel(db).deleteMany(free, { session })).deletedCount === ids.length
  },
  async records({ db }, ids, session) {
    const own = { _id: trusted({ $in: [...ids] }) }
    return (await legacyRecordModel(db).deleteMany(own, { session })).deletedCount === ids.length
  },
  async certificates({ db }, ids, session) {
    const own = { _id: trusted({ $in: [...ids] }) }
    return (await legacyCertificateModel(db).deleteMany(own, { session })).deletedCount === ids.length
  },
}

export const legacyImporters = Object.fromEntries(
  LEGACY_TABLES.map((table) => [table, legacyImporter(table)]),
) as Readonly<Record<LegacyTable, ReturnType<typeof legacyImporter>>>
