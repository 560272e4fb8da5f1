import { labelOf, QUALIFICATION_SERIES } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import type { CourseLine } from './contract'
import { COURSE_STATE_LABELS, COURSE_FIELD_LABELS as labels } from './labels'

const columns: readonly SheetColumnOf<CourseLine>[] = [
  [labels.name, ({ name }) => name],
  [labels.series, ({ series }) => labelOf(QUALIFICATION_SERIES, series) ?? ''],
  [labels.year, ({ year }) => year],
  [labels.authority, ({ authority }) => authority.name],
  ['状态', ({ state }) => COURSE_STATE_LABELS[state]],
]
export const COURSE_SHEET: ListSheet = { name: '专业课程', columns }
