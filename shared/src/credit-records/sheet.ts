import { COURSE_CATEGORY_LABELS } from '../classes'
import { ASSESSMENT_RESULTS, labelOf, STUDY_MODES } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import type { RecordLine } from './contract'
import { RECORD_SOURCE_LABELS, RECORD_STATE_LABELS } from './labels'

const hours = (tenths: number | null) => (tenths === null ? null : tenths / 10)

const columns: readonly SheetColumnOf<RecordLine>[] = [
  ['姓名', ({ trainee }) => trainee.name],
  ['身份证号码', ({ trainee }) => trainee.residentId],
  ['单位', ({ organization }) => organization.name],
  ['年度', ({ year }) => year],
  ['课程类型', ({ category }) => COURSE_CATEGORY_LABELS[category]],
  ['课程名称', ({ courseName }) => courseName],
  ['学习形式', ({ studyMode }) => labelOf(STUDY_MODES, studyMode) ?? ''],
  ['开始日期', ({ startsOn }) => startsOn],
  ['结束日期', ({ endsOn }) => endsOn],
  ['考核结果', ({ assessmentResult }) => labelOf(ASSESSMENT_RESULTS, assessmentResult) ?? ''],
  ['拟申报学时', ({ declaredTenths }) => hours(declaredTenths)],
  ['审核学时', ({ reviewedTenths }) => hours(reviewedTenths)],
  ['认定学时', ({ certifiedTenths }) => hours(certifiedTenths)],
  ['施教机构', ({ providerName }) => providerName],
  ['来源', ({ source }) => RECORD_SOURCE_LABELS[source]],
  ['审核单位', ({ reviewingBody }) => reviewingBody?.name ?? ''],
  ['状态', ({ state }) => RECORD_STATE_LABELS[state]],
]
export const RECORD_SHEET: ListSheet = { name: '继续教育记录', columns }
