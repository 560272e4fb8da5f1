import { PROFILE_FIELD_LABELS } from '@jijiao/shared/affiliations'
import {
  type CodeList,
  codeForLabel,
  DEGREES,
  EDUCATIONS,
  ETHNICITIES,
  labelsOf,
  PROFESSIONAL_QUALIFICATIONS,
  QUALIFICATION_SERIES,
  SEXES,
} from '@jijiao/shared/codes'
import { chineseMessage } from '@jijiao/shared/http/contract'
import { REGIONS, regionName } from '@jijiao/shared/regions'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import type { NewTrainee } from '@jijiao/shared/trainees'
import { traineeContract } from '@jijiao/shared/trainees/contract'
import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type ImportRow, missingValues, type RowFault, readDay } from '../../sheets'
import { realNamesOf } from '../accounts'
import { affiliationModel, isRestricted, TRAINEE_MAINTENANCE, type Trainee, traineeModel } from '../affiliations'
import { findUnit } from '../organizations'
import { addPerson, checkedIdentity } from './trainee.commands'
import { undoTraineeImport } from './trainee-import.undo'

const labels = PROFILE_FIELD_LABELS
const SEX: CodeList = SEXES.filter(({ code }) => code === '1' || code === '2')

const COLUMNS = {
  name: { heading: labels.name, isRequired: true },
  residentId: { heading: labels.residentId, isRequired: true, width: 22 },
  education: { heading: labels.education, isRequired: true, width: 18, options: labelsOf(EDUCATIONS) },
  sex: { heading: labels.sex, options: labelsOf(SEX) },
  phone: { heading: labels.phone, width: 14 },
  ethnicity: { heading: labels.ethnicity, options: labelsOf(ETHNICITIES) },
  nativePlace: { heading: labels.nativePlace },
  degree: { heading: labels.degree, width: 18, options: labelsOf(DEGREES) },
  school: { heading: labels.school, width: 24 },
  major: { heading: labels.major, width: 20 },
  graduatedOn: { heading: labels.graduatedOn, width: 14 },
  workStartedOn: { heading: labels.workStartedOn, width: 14 },
  email: { heading: labels.email, width: 24 },
  qualification: { heading: labels.qualification, width: 24, options: labelsOf(PROFESSIONAL_QUALIFICATIONS) },
  qualifiedOn: { heading: labels.qualifiedOn, width: 14 },
  profession: { heading: labels.profession, width: 20 },
  /** One or more, so not by a drop-down. */
  series: { heading: labels.series, width: 24 },
  regionCode: { heading: labels.regionCode, width: 24 },
  postalCode: { heading: labels.postalCode },
  address: { heading: labels.address, width: 30 },
} as const
type Field = keyof typeof COLUMNS

type Row = ImportRow<string>
type At = { readonly organizationId: Types.ObjectId; readonly on: Date }
type Read = { readonly row: Row; readonly input: NewTrainee; readonly residentIdIndex: string }

/** A unit adds many trainees by one table, each as it would add one: bound at once, and told. */
export const traineeImporter = {
  columns: COLUMNS,
  work: TRAINEE_MAINTENANCE,
  async check(deps: Deps, { organizationId, on }: At, rows: readonly Row[]): Promise<RowFault[]> {
    const { read, faults } = readAll(deps, rows, on)
    return [...faults, ...repeated(read), ...(await knownFaults(deps, organizationId, read))]
  },
  store,
  undo: undoTraineeImport,
} as const

function readAll(deps: Deps, rows: readonly Row[], on: Date) {
  const faults: RowFault[] = []
  const read: Read[] = []
  for (const row of rows) {
    const own = missingValues<Readonly<Record<string, { heading: string; isRequired?: boolean }>>>(COLUMNS, row)
    const wrong = (key: PropertyKey | undefined, detail: string) => {
      const column = typeof key === 'string' && key in COLUMNS ? COLUMNS[key as Field].heading : null
      if (!own.some((known) => known.column === column)) own.push({ row: row.number, column, detail })
    }
    if (/E\+/i.test(row.values.residentId ?? '')) {
      wrong('residentId', '身份证号被存成了数字，请把单元格设为文本后重新输入')
    }
    const parsed = traineeContract.add.body.safeParse(typedOf(row), { error: chineseMessage })
    if (!parsed.success) for (const { path, message } of parsed.error.issues) wrong(path[0], message)
    else {
      const { identity, errors = [] } = checkedIdentity(deps, parsed.data, on)
      for (const { pointer, detail } of errors) wrong(pointer.slice('#/'.length), detail)
      if (own.length === 0 && identity) {
        read.push({ row, input: parsed.data, residentIdIndex: identity.residentIdIndex })
      }
    }
    faults.push(...own)
  }
  return { read, faults }
}

const regionCodes = new Map(REGIONS.map(({ code }) => [regionName(code), code]))
const dayFor = (text: string | undefined) => (text ? (readDay(text) ?? text) : undefined)
const idFor = (text: string | undefined) => (text ?? '').normalize('NFKC').replace(/\s/g, '').toUpperCase()

/** What somebody would have typed into the form; what is empty is not filled in. */
function typedOf({ values }: Row) {
  const typed = {
    ...values,
    residentId: idFor(values.residentId),
    education: codeForLabel(EDUCATIONS, values.education),
    sex: codeForLabel(SEX, values.sex),
    ethnicity: codeForLabel(ETHNICITIES, values.ethnicity),
    degree: codeForLabel(DEGREES, values.degree),
    graduatedOn: dayFor(values.graduatedOn),
    workStartedOn: dayFor(values.workStartedOn),
    qualification: codeForLabel(PROFESSIONAL_QUALIFICATIONS, values.qualification),
    qualifiedOn: dayFor(values.qualifiedOn),
    regionCode: regionCodes.get(values.regionCode ?? '') ?? values.regionCode,
    series: (values.series ?? '')
      .split(/[、，,；;\s]+/)
      .filter(Boolean)
      .map((label) => codeForLabel(QUALIFICATION_SERIES, label)),
  }
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
}

const faultOf = ({ row }: Read, field: Field | null, detail: string): RowFault => ({
  row: row.number,
  column: field && COLUMNS[field].heading,
  detail,
})

function repeated(read: readonly Read[]): RowFault[] {
  const first = new Map<string, number>()
  return read.flatMap((one) => {
    const earlier = first.get(one.residentIdIndex)
    if (earlier !== undefined) return [faultOf(one, 'residentId', `与第 ${earlier} 行是同一人`)]
    first.set(one.residentIdIndex, one.row.number)
    return []
  })
}

const PEOPLE_AT_ONCE = 500

/** What the system knows against a row, in the words and the order in which adding one trainee would be refused. */
async function knownFaults(deps: Deps, organizationId: Types.ObjectId, read: readonly Read[]): Promise<RowFault[]> {
  const unit = await findUnit(deps, { organizationId: String(organizationId) })
  if (!unit?._id.equals(organizationId)) {
    return read.map((one) => faultOf(one, null, '本单位已并入其他单位，请切换到合并后的单位办理'))
  }
  const faults: RowFault[] = []
  for (let at = 0; at < read.length; at += PEOPLE_AT_ONCE) {
    const part = read.slice(at, at + PEOPLE_AT_ONCE)
    const indexes = part.map(({ residentIdIndex }) => residentIdIndex)
    const [realNames, trainees] = [await realNamesOf(deps, indexes), await traineesOf(deps, indexes)]
    const units = await unitsBinding(deps, [...trainees.values()])
    for (const one of part) {
      const trainee = trainees.get(one.residentIdIndex)
      const bound = trainee && units.get(String(trainee._id))
      const realName = realNames.get(one.residentIdIndex)
      const isArchive = trainee && realName === undefined && isRestricted(trainee)
      const settled = realName ?? (bound || isArchive ? trainee?.name : undefined) ?? one.input.name
      if (nameKeys(settled).full !== nameKeys(one.input.name).full) {
        faults.push(faultOf(one, 'name', '姓名与身份证号不一致，请核对'))
      } else if (isArchive) {
        faults.push(faultOf(one, 'residentId', '此人已注销账号，由本人重新注册并实名认证后再添加'))
      } else if (bound) {
        const detail = bound.equals(organizationId) ? '已是本单位的学员' : '此人已绑定其他单位，由本人申请更换单位'
        faults.push(faultOf(one, 'residentId', detail))
      }
    }
  }
  return faults
}

async function traineesOf({ db }: Deps, indexes: readonly string[]) {
  const found = await traineeModel(db)
    .find({ residentIdIndex: trusted({ $in: [...indexes] }) }, { residentIdIndex: 1, name: 1, restrictedAt: 1 })
    .lean<Pick<Trainee, '_id' | 'residentIdIndex' | 'name' | 'restrictedAt'>[]>()
  return new Map(found.map((trainee) => [trainee.residentIdIndex, trainee]))
}

async function unitsBinding({ db }: Deps, trainees: readonly Pick<Trainee, '_id'>[]) {
  const found = await affiliationModel(db)
    .find(
      { traineeId: trusted({ $in: trainees.map(({ _id }) => _id) }), state: 'active' },
      { traineeId: 1, organizationId: 1 },
    )
    .lean<{ traineeId: Types.ObjectId; organizationId: Types.ObjectId }[]>()
  return new Map(found.map(({ traineeId, organizationId }) => [String(traineeId), organizationId]))
}

type Storing = { readonly organizationId: Types.ObjectId; readonly rows: readonly Row[] }

async function store(deps: Deps, of: Circumstances, { organizationId, rows }: Storing, session: ClientSession) {
  const { read } = readAll(deps, rows, of.at)
  const unit = await findUnit(deps, { organizationId: String(organizationId) })
  if (read.length !== rows.length || !unit?._id.equals(organizationId)) throw new Error(MEANWHILE)
  const ids: Types.ObjectId[] = []
  try {
    for (const { input } of read) {
      const { affiliation } = await addPerson(deps, of, { unit, input }, session)
      ids.push(affiliation._id)
    }
  } catch (error) {
    // Somebody was faster: the rows are checked anew, and then say so.
    if (error instanceof Problem) throw new Error(MEANWHILE, { cause: error })
    throw error
  }
  return ids
}
const MEANWHILE = 'rows that were found right are wrong now'
