import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, type CodeList, codeForLabel, labelsOf, STUDY_MODES } from '@jijiao/shared/codes'
import {
  courseKeyOf,
  LIVE_RECORD_STATES,
  type OwnRecordInput,
  RECORD_FIELD_LABELS,
} from '@jijiao/shared/credit-records'
import { recordInput } from '@jijiao/shared/credit-records/contract'
import { chineseMessage } from '@jijiao/shared/http/contract'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import type { Deps } from '../../deps'
import { type ImportRow, missingValues, type RowFault, readDay } from '../../sheets'
import { confirmedTrainees, type Trainee, traineeModel } from '../affiliations'
import { responsibleUnit } from './decision-route'
import { hourRulesFor } from './hour-rules'
import { accountOf, newRecord } from './new-record'
import { recordFact } from './record.facts'
import { type CreditRecord, creditRecordModel } from './record.model'
import { DECLARING } from './record.policy'
import { rememberTerms } from './record-terms'

const labels = RECORD_FIELD_LABELS
const CATEGORIES: CodeList = COURSE_CATEGORIES.map((code) => ({ code, label: COURSE_CATEGORY_LABELS[code] }))

const COLUMNS = {
  traineeName: { heading: '姓名', isRequired: true },
  residentId: { heading: '身份证号', isRequired: true, width: 22 },
  category: { heading: labels.category, isRequired: true, options: labelsOf(CATEGORIES) },
  courseName: { heading: labels.courseName, isRequired: true, width: 30 },
  studyMode: { heading: labels.studyMode, isRequired: true, options: labelsOf(STUDY_MODES) },
  startsOn: { heading: labels.startsOn, isRequired: true, width: 14 },
  endsOn: { heading: labels.endsOn, isRequired: true, width: 14 },
  days: { heading: labels.days, isRequired: true },
  assessmentResult: { heading: labels.assessmentResult, isRequired: true, options: labelsOf(ASSESSMENT_RESULTS) },
  declaredTenths: { heading: labels.declaredTenths, isRequired: true },
  reviewedTenths: { heading: labels.reviewedTenths },
  providerName: { heading: labels.providerName, isRequired: true, width: 30 },
  year: { heading: labels.year, isRequired: true },
  yearReason: { heading: labels.yearReason },
  place: { heading: labels.place, width: 20 },
  content: { heading: labels.content, width: 30 },
  remark: { heading: labels.remark, width: 20 },
} as const
type Field = keyof typeof COLUMNS

type Row = ImportRow<string>
type At = { readonly organizationId: Types.ObjectId; readonly on: Date }
type Read = {
  readonly row: Row
  readonly input: OwnRecordInput & { reviewedTenths: number | null }
  readonly trainee: Trainee
}

/** Batch declaration: each row of a unit's table becomes a draft, which is confirmed like any other. */
export const recordImporter = {
  columns: COLUMNS,
  work: { ...DECLARING, kinds: ['unit'] },
  check: async (deps: Deps, at: At, rows: readonly Row[]) => (await readAll(deps, at, rows)).faults,
  store,
  undo,
} as const

async function readAll(deps: Deps, { organizationId }: At, rows: readonly Row[], session?: ClientSession) {
  const faults: RowFault[] = []
  const people = await peopleOf(deps, organizationId, rows, session)
  const unit = await responsibleUnit(deps, organizationId, session)
  const ceilings = new Map<string, Promise<{ readonly tenthsPerDay: number | null }>>()
  const ceilingOf = (year: number, series: readonly string[]) => {
    const key = `${year}:${series.join()}`
    const known = ceilings.get(key) ?? hourRulesFor(deps, { regionCode: unit.regionCode, year, series })
    ceilings.set(key, known)
    return known
  }
  const read: Read[] = []
  for (const row of rows) {
    const own = missingValues<Readonly<Record<string, { heading: string; isRequired?: boolean }>>>(COLUMNS, row)
    const wrong = (field: Field | null, detail: string) => {
      const column = field && COLUMNS[field].heading
      if (!own.some((known) => known.column === column)) own.push({ row: row.number, column, detail })
    }
    const trainee = people.get(idIndexOf(deps, row))
    if (row.values.residentId && row.values.traineeName) checkPerson(trainee, row, wrong)
    const parsed = recordInput.safeParse(typedOf(row), { error: chineseMessage })
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) wrong(fieldOf(path[0]), message)
    } else if (trainee) {
      const { traineeId: _, traineeName: __, residentId: ___, ...input } = parsed.data
      const { tenthsPerDay } = await ceilingOf(input.year, trainee.series)
      if (tenthsPerDay !== null && input.declaredTenths > input.days * tenthsPerDay) {
        wrong('declaredTenths', `${input.days} 天最多 ${formatCreditHours(input.days * tenthsPerDay)} 学时`)
      }
      if (own.length === 0) read.push({ row, input, trainee })
    }
    faults.push(...own)
  }
  faults.push(...(await repeated(deps, read, session)))
  return { faults, read, unit }
}

const fieldOf = (key: PropertyKey | undefined): Field | null =>
  typeof key === 'string' && key in COLUMNS ? (key as Field) : null

const residentIdOf = ({ values }: Row) => (values.residentId ?? '').normalize('NFKC').replace(/\s/g, '').toUpperCase()
const idIndexOf = ({ vault }: Deps, row: Row) => vault.blindIndex('residentId', residentIdOf(row))

/** The unit's confirmed trainees among the rows, by blind index. */
async function peopleOf(deps: Deps, organizationId: Types.ObjectId, rows: readonly Row[], session?: ClientSession) {
  const indexes = [...new Set(rows.map((row) => idIndexOf(deps, row)))]
  const people = new Map<string, Trainee>()
  for (let at = 0; at < indexes.length; at += PEOPLE_AT_ONCE) {
    const found = await traineeModel(deps.db)
      .find({ residentIdIndex: trusted({ $in: indexes.slice(at, at + PEOPLE_AT_ONCE) }) }, { _id: 1 })
      .lean()
    const ids = found.map(({ _id }) => String(_id))
    const confirmed = await confirmedTrainees(deps, organizationId, ids, session ?? null)
    for (const trainee of confirmed.values()) people.set(trainee.residentIdIndex, trainee)
  }
  return people
}
const PEOPLE_AT_ONCE = 500

function checkPerson(trainee: Trainee | undefined, row: Row, wrong: (field: Field, detail: string) => void) {
  const id = residentIdOf(row)
  if (/E\+/.test(id)) wrong('residentId', '身份证号被存成了数字，请把单元格设为文本后重新输入')
  else if (!trainee) wrong('residentId', '不是本单位已确认的人员，请核对身份证号，或先完成人员绑定')
  else if (trainee.nameKeys.full !== nameKeys(row.values.traineeName ?? '').full) {
    wrong('traineeName', '姓名与身份证号不一致，请核对')
  }
}

const numberOf = (text: string | undefined) => (text && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text || undefined)
const tenthsOf = (text: string | undefined) => {
  const hours = numberOf(text)
  return typeof hours === 'number' ? Math.round(hours * 100) / 10 : hours
}

/** What somebody would have typed into the form. */
const typedOf = ({ values }: Row) => ({
  traineeName: values.traineeName,
  residentId: values.residentId,
  category: codeForLabel(CATEGORIES, values.category),
  courseName: values.courseName,
  studyMode: codeForLabel(STUDY_MODES, values.studyMode),
  startsOn: readDay(values.startsOn ?? '') ?? values.startsOn,
  endsOn: readDay(values.endsOn ?? '') ?? values.endsOn,
  days: numberOf(values.days),
  assessmentResult: codeForLabel(ASSESSMENT_RESULTS, values.assessmentResult),
  declaredTenths: tenthsOf(values.declaredTenths),
  reviewedTenths: tenthsOf(values.reviewedTenths) ?? null,
  providerName: values.providerName,
  year: numberOf(values.year?.replace(/年度?$/, '')),
  yearReason: values.yearReason,
  place: values.place,
  content: values.content,
  remark: values.remark,
})

const sameness = (traineeId: Types.ObjectId, { courseKey, year }: { courseKey: string; year: number }) =>
  `${traineeId}:${year}:${courseKey}`

/** The same course of the same person and year, earlier in the file or already in the system. */
async function repeated(deps: Deps, read: readonly Read[], session?: ClientSession): Promise<RowFault[]> {
  const ids = [...new Set(read.map(({ trainee }) => String(trainee._id)))]
  const stored = new Set<string>()
  for (let at = 0; at < ids.length; at += PEOPLE_AT_ONCE) {
    const traineeIds = ids.slice(at, at + PEOPLE_AT_ONCE).map((id) => new Types.ObjectId(id))
    const found = await creditRecordModel(deps.db)
      .find(
        { traineeId: trusted({ $in: traineeIds }), state: trusted({ $in: [...LIVE_RECORD_STATES] }) },
        { traineeId: 1, courseKey: 1, year: 1 },
        { session: session ?? null },
      )
      .lean<Pick<CreditRecord, 'traineeId' | 'courseKey' | 'year'>[]>()
    for (const record of found) stored.add(sameness(record.traineeId, record))
  }
  const first = new Map<string, number>()
  return read.flatMap(({ row, input, trainee }): RowFault[] => {
    const key = sameness(trainee._id, { courseKey: courseKeyOf(input.courseName), year: input.year })
    const column = COLUMNS.courseName.heading
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, row.number)
    if (earlier !== undefined)
      return [{ row: row.number, column, detail: `与第 ${earlier} 行是同一人同一年度的同一课程` }]
    if (!stored.has(key)) return []
    return [{ row: row.number, column, detail: '系统中已有此人该年度的这门课程，不能重复申报' }]
  })
}

type Storing = { readonly organizationId: Types.ObjectId; readonly rows: readonly Row[] }

async function store(deps: Deps, of: Circumstances, { organizationId, rows }: Storing, session: ClientSession) {
  const { read, unit } = await readAll(deps, { organizationId, on: of.at }, rows, session)
  const declaredBy = { accountId: accountOf(of), organizationId }
  const records = read.map(({ input, trainee }) => {
    const content = { ...input, courseId: null, providerId: null, providerName: input.providerName ?? '' }
    return newRecord(of, { trainee, unit, content, source: 'import', declaredBy })
  })
  if (records.length !== rows.length) throw new Error('rows that were found right are wrong now')
  const terms = new Map(records.map((record) => [`${record.courseKey}:${record.providerKey}`, record]))
  for (const record of terms.values()) await rememberTerms(deps, record)
  await creditRecordModel(deps.db).insertMany(records, { session })
  const facts = records.map((record) => recordFact(of, 'CreditRecordDrafted', record, { from: null, to: 'draft' }))
  await recordFacts(deps.db, facts, session)
  return records.map(({ _id }) => _id)
}

/** Only as long as all are the drafts that they were made as. */
async function undo(deps: Deps, of: Circumstances, ids: readonly Types.ObjectId[], session: ClientSession) {
  const untouched = { _id: trusted({ $in: [...ids] }), state: 'draft' as const, version: 1 }
  const records = await creditRecordModel(deps.db).find(untouched, null, { session }).lean<CreditRecord[]>()
  if (records.length !== ids.length) return false
  await creditRecordModel(deps.db).deleteMany(untouched, { session })
  const facts = records.map((record) => recordFact(of, 'CreditRecordRemoved', record, { from: 'draft', to: null }))
  await recordFacts(deps.db, facts, session)
  return true
}
