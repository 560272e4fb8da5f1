import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS, type CourseCategory } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS } from '@jijiao/shared/codes'
import {
  LAST_LEGACY_YEAR,
  LEGACY_COLUMNS,
  type LegacyTable,
  legacyCodeKey,
  legacyNameKey,
  legacyResidentId,
} from '@jijiao/shared/legacy'
import { type ImportRow, missingValues, type RowFault, readDay } from '../../sheets'

type Values = Readonly<Partial<Record<string, string>>>

export type LegacyRow = {
  readonly number: number
  readonly values: Values
  readonly year: number
  readonly category: CourseCategory
  readonly tenths: Readonly<Record<'hours' | 'publicHours' | 'professionalHours' | 'electiveHours', number>>
  readonly days: Readonly<Record<'startsOn' | 'endsOn' | 'issuedOn', string | null>>
  readonly result: 'passed' | 'failed' | null
  readonly residentId: string
}

const EARLIEST_YEAR = 1980

/** One row with everything read out of its text, or what is wrong with it. */
export function readLegacyRow(
  table: LegacyTable,
  row: ImportRow<string>,
): { readonly row: LegacyRow } | { readonly faults: RowFault[] } {
  const columns: Readonly<Record<string, { readonly heading: string; readonly isRequired?: boolean }>> =
    LEGACY_COLUMNS[table]
  const values: Values = row.values
  const faults = missingValues(columns, row)
  const read = <T>(field: string, by: (text: string) => T | null, detail: string, none: T): T => {
    const text = values[field] ?? ''
    const heading = columns[field]?.heading
    if (text === '' || heading === undefined) return none
    const value = by(text)
    if (value === null) faults.push({ row: row.number, column: heading, detail })
    return value ?? none
  }
  const hours = (field: string) => read(field, readTenths, '学时应为不小于 0 的数，最多一位小数', 0)
  const day = (field: string) => read<string | null>(field, readDay, '日期应为 2016-03-01 的形式', null)
  const legible: LegacyRow = {
    number: row.number,
    values,
    year: read('year', readYear, `年度应为 ${LAST_LEGACY_YEAR} 年及以前`, 0),
    category: read('category', categoryOf, '科目类型应为公需课、专业课或个人选修', 'professional'),
    tenths: {
      hours: hours('hours'),
      publicHours: hours('publicHours'),
      professionalHours: hours('professionalHours'),
      electiveHours: hours('electiveHours'),
    },
    days: { startsOn: day('startsOn'), endsOn: day('endsOn'), issuedOn: day('issuedOn') },
    result: read<LegacyRow['result']>('result', resultOf, '年度验证结果应为合格或不合格', null),
    residentId: read('residentId', residentIdOf, '身份证号应为 15 或 18 位，并按文本填写', ''),
  }
  read('unitName', (text) => legacyNameKey(text) || null, '单位名称填写不正确', '')
  read('unitCode', (text) => legacyCodeKey(text) || null, '单位代码填写不正确', '')
  return faults.length > 0 ? { faults } : { row: legible }
}

function readTenths(text: string): number | null {
  const hours = /^\d{1,4}(?:\.\d)?(?=学时$|$)/.exec(text.replace(/\s/g, ''))
  return hours ? Math.round(Number(hours[0]) * 10) : null
}

function readYear(text: string): number | null {
  const year = /^(\d{4})年?度?$/.exec(text)
  const value = Number(year?.[1])
  return value >= EARLIEST_YEAR && value <= LAST_LEGACY_YEAR ? value : null
}

const categoryOf = (text: string) =>
  COURSE_CATEGORIES.find((category) => text.startsWith(COURSE_CATEGORY_LABELS[category].slice(0, 2))) ??
  (text.startsWith('选修') ? 'elective' : null)

const resultOf = (text: string) =>
  text === '通过'
    ? 'passed'
    : text === '不通过'
      ? 'failed'
      : (ASSESSMENT_RESULTS.find(({ label }) => label === text)?.code ?? null)

/** The old system let wrong check characters pass: only the form is asked for. */
function residentIdOf(text: string): string | null {
  const id = legacyResidentId(text)
  return /^\d{17}[\dX]$/.test(id) ? id : null
}
