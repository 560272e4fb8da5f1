import { labelOf, PROFESSIONAL_QUALIFICATIONS, SEXES } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import type { TeacherLine } from './contract'
import { TEACHER_FIELD_LABELS as labels, TEACHER_STATE_LABELS } from './labels'

const columns: readonly SheetColumnOf<TeacherLine>[] = [
  [labels.name, ({ name }) => name],
  [labels.residentId, ({ residentId }) => residentId],
  [labels.sex, ({ sex }) => labelOf(SEXES, sex) ?? ''],
  [labels.phone, ({ phone }) => phone],
  [labels.coursesTaught, ({ coursesTaught }) => coursesTaught],
  [labels.qualification, ({ qualification }) => labelOf(PROFESSIONAL_QUALIFICATIONS, qualification) ?? ''],
  ['状态', ({ state }) => TEACHER_STATE_LABELS[state]],
]
export const TEACHER_SHEET: ListSheet = { name: '师资', columns }
