import { labelOf, SEXES } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import { formatCreditHours } from './constants'
import type { ClassView, EnrollmentView } from './contract'
import { CLASS_STATE_LABELS, COURSE_CATEGORY_LABELS } from './labels'

const classes: readonly SheetColumnOf<ClassView>[] = [
  ['科目类型', ({ category }) => COURSE_CATEGORY_LABELS[category]],
  ['课程名称', ({ courseName }) => courseName],
  ['培训班名称', ({ name }) => name],
  ['计划开班日期', ({ startsOn }) => startsOn],
  ['学习结束日期', ({ endsOn }) => endsOn],
  ['已录入人数', ({ enrolledCount }) => enrolledCount],
  ['计划人数', ({ plannedNumber }) => plannedNumber],
  ['学时', ({ creditHourTenths }) => formatCreditHours(creditHourTenths)],
  ['状态', ({ state }) => CLASS_STATE_LABELS[state]],
  ['说明', ({ note }) => note],
]
export const CLASS_SHEET: ListSheet = { name: '培训班', columns: classes }

const roll: readonly SheetColumnOf<EnrollmentView>[] = [
  ['姓名', ({ name }) => name],
  ['性别', ({ sex }) => labelOf(SEXES, sex) ?? ''],
  ['身份证号', ({ residentId }) => residentId],
  ['手机号', ({ phone }) => phone],
]
export const ROLL_SHEET: ListSheet = { name: '培训班人员', columns: roll }
